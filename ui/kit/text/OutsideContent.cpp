// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/OutsideContent.h"

#include <algorithm>
#include <string>

#include "core/base/SafeText.h"
#include "ui/kit/text/LookAlikes.h"

namespace stillgate {

namespace {

// Around the name of an escape: an isolate keeps the surroundings out of its order and it out of theirs, the inner spaces are
// the padding of its chip, the outer ones stand off the text, and there a line may break.
const QString kChipStart = QStringLiteral("\u2009\u2066\u00A0");
const QString kChipEnd = QStringLiteral("\u00A0\u2069\u2009");

std::size_t sequenceLength(std::string_view text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    std::size_t length = 1;
    if (lead >= 0xF0) {
        length = 4;
    } else if (lead >= 0xE0) {
        length = 3;
    } else if (lead >= 0xC0) {
        length = 2;
    }
    length = std::min(length, text.size() - at);
    // A broken sequence is taken byte by byte.
    return isValidUtf8(text.substr(at, length)) ? length : 1;
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

/// Goes through the bytes once and remembers where each ended up.
class OutsideReader {
public:
    explicit OutsideReader(std::string_view text) : m_text(text), m_places(text.size() + 1, 0) {}

    OutsideContent read(const std::vector<Highlight>& highlights)
    {
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t length = take(at);
            at += length;
            m_places[at] = m_content.m_shown.size();
        }
        for (const LookAlike& found : findLookAlikes(m_content.m_shown)) {
            m_content.m_spans.push_back({found.begin, found.end, OutsideContent::SpanKind::LookAlike});
            ++m_content.m_findings.lookAlikes;
        }
        for (const Highlight& highlight : highlights) {
            add(highlight);
        }
        m_content.m_links = findLinks(m_content.m_shown);
        for (const FoundLink& link : m_content.m_links) {
            m_content.m_spans.push_back({link.begin, link.end, OutsideContent::SpanKind::Link});
        }
        m_content.m_findings.links = static_cast<int>(m_content.m_links.size());
        return std::move(m_content);
    }

private:
    std::size_t take(std::size_t at)
    {
        // The two bytes that end a line in mail are one line end.
        if (m_text.substr(at, 2) == "\r\n") {
            m_content.m_shown += QLatin1Char('\n');
            place(at, 2);
            return 2;
        }
        const std::size_t length = sequenceLength(m_text, at);
        const std::string_view piece = m_text.substr(at, length);
        const std::string safe = displaySafe(piece, LineBreaks::Keep);
        place(at, length);
        if (safe == piece) {
            m_content.m_shown += fromUtf8(piece);
        } else {
            addEscape(fromUtf8(safe));
        }
        return length;
    }

    void place(std::size_t at, std::size_t length)
    {
        for (std::size_t i = 1; i < length; ++i) {
            m_places[at + i] = m_places[at];
        }
    }

    void addEscape(const QString& escape)
    {
        const qsizetype begin = m_content.m_shown.size();
        m_content.m_shown += kChipStart + escape.mid(1, escape.size() - 2) + kChipEnd;
        const qsizetype end = m_content.m_shown.size();
        m_content.m_spans.push_back({begin + 2, end - 2, OutsideContent::SpanKind::Escape});
        m_content.m_escapes.push_back({begin, end, escape});
        ++m_content.m_findings.hidden;
    }

    void add(const Highlight& highlight)
    {
        if (highlight.begin >= highlight.end || highlight.end > m_text.size()) {
            return;
        }
        const auto kind =
            highlight.kind == HighlightKind::Reason ? OutsideContent::SpanKind::Reason : OutsideContent::SpanKind::RedFlag;
        const qsizetype begin = m_places[highlight.begin];
        const qsizetype end = m_places[highlight.end];
        if (begin < end) {
            m_content.m_spans.push_back({begin, end, kind});
        }
    }

    std::string_view m_text;
    std::vector<qsizetype> m_places; ///< for each byte, where its character stands in what is shown
    OutsideContent m_content;
};

OutsideContent OutsideContent::of(std::string_view utf8, const std::vector<Highlight>& highlights)
{
    return OutsideReader(utf8).read(highlights);
}

OutsideContent OutsideContent::withoutLinks() const
{
    OutsideContent out = *this;
    out.m_links.clear();
    std::erase_if(out.m_spans, [](const Span& span) { return span.kind == SpanKind::Link; });
    return out;
}

QString OutsideContent::copied(qsizetype begin, qsizetype end) const
{
    QString text;
    qsizetype at = begin;
    for (const EscapeName& escape : m_escapes) {
        if (escape.end <= at || escape.begin >= end) {
            continue;
        }
        text += m_shown.mid(at, std::max<qsizetype>(0, escape.begin - at));
        text += escape.copied;
        at = escape.end;
    }
    if (at < end) {
        text += m_shown.mid(at, end - at);
    }
    return text;
}

QString outsideLine(std::string_view utf8)
{
    return fromUtf8(displaySafe(utf8, LineBreaks::Show));
}

QString outsideLine(const UntrustedText& text)
{
    return outsideLine(std::string_view(text.unescaped()));
}

QString outsideLine(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    return outsideLine(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

} // namespace stillgate
