// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <QString>

#include "core/base/UntrustedText.h"
#include "ui/kit/text/LinkTarget.h"

namespace stillgate {

enum class HighlightKind : std::uint8_t { Reason, RedFlag };

/// A part of the text to point out, by byte offsets in the original UTF-8.
struct Highlight {
    std::size_t begin = 0;
    std::size_t end = 0;
    HighlightKind kind = HighlightKind::Reason;

    friend bool operator==(const Highlight&, const Highlight&) = default;
};

/// What was found that a reader would not see by himself.
struct OutsideFindings {
    int hidden = 0;     ///< characters shown as escapes, and bytes that are no text
    int lookAlikes = 0; ///< letters of another script inside a word, or dressed up as plain ones
    int links = 0;      ///< addresses of pages; they are never live

    friend bool operator==(const OutsideFindings&, const OutsideFindings&) = default;
    [[nodiscard]] bool isClean() const { return hidden == 0 && lookAlikes == 0; }
};

/// A text from outside, taken apart for showing: what displaySafe() (core/base/SafeText.h) would escape is a piece of its own,
/// so that nothing hidden, no bidi control and no markup can act. A pure value.
class OutsideContent {
public:
    enum class SpanKind : std::uint8_t { Escape, LookAlike, Reason, RedFlag, Link };

    /// A part of shown() in UTF-16 units. Escapes and look-alikes come first, then the highlights, then links; later ones may lie
    /// over earlier ones.
    struct Span {
        qsizetype begin = 0;
        qsizetype end = 0;
        SpanKind kind = SpanKind::Escape;

        friend bool operator==(const Span&, const Span&) = default;
    };

    /// Highlights that are empty or out of bounds are left away.
    [[nodiscard]] static OutsideContent of(std::string_view utf8, const std::vector<Highlight>& highlights = {});
    [[nodiscard]] static OutsideContent of(const UntrustedText& text, const std::vector<Highlight>& highlights = {})
    {
        return of(std::string_view(text.unescaped()), highlights);
    }

    /// To be laid out: line feeds stay; an escape is its name between thin marks that hold it together, "U+202E".
    [[nodiscard]] const QString& shown() const { return m_shown; }
    [[nodiscard]] const std::vector<Span>& spans() const { return m_spans; }
    /// Never live: where each leads is shown before anything is opened.
    [[nodiscard]] const std::vector<FoundLink>& links() const { return m_links; }
    /// The same where a link is not to be pointed out.
    [[nodiscard]] OutsideContent withoutLinks() const;
    [[nodiscard]] const OutsideFindings& findings() const { return m_findings; }

    /// What copying this part of shown() gives: the escaped form, "<U+202E>", so that nothing hidden travels on. Parts of an
    /// escape give the whole.
    [[nodiscard]] QString copied(qsizetype begin, qsizetype end) const;
    [[nodiscard]] QString copied() const { return copied(0, m_shown.size()); }

private:
    friend class OutsideReader;

    struct EscapeName {
        qsizetype begin;
        qsizetype end;
        QString copied;
    };

    QString m_shown;
    std::vector<Span> m_spans;
    std::vector<EscapeName> m_escapes;
    std::vector<FoundLink> m_links;
    OutsideFindings m_findings;
};

/// A text from outside for one line, such as a subject in a table: escapes and line breaks stand in it as <U+202E>.
[[nodiscard]] QString outsideLine(std::string_view utf8);
[[nodiscard]] QString outsideLine(const QString& text);
[[nodiscard]] QString outsideLine(const UntrustedText& text);

} // namespace stillgate
