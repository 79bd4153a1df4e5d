// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/File.h"
#include "core/triage/Redaction.h"
#include "tests/support/SourceFile.h"

/// Lines of text in which what must be taken out is marked.
namespace stillgate::triage {

struct MarkedLine {
    std::string plain;
    std::string redacted;
    std::vector<RedactedSpan> spans;
};

/// "call <phone:5550199> now" as the plain text, what must come of it, and the spans.
inline MarkedLine parseMarked(const std::string& line)
{
    MarkedLine out;
    std::size_t at = 0;
    while (at < line.size()) {
        const std::size_t colon = line.find(':', at);
        const auto kind = line[at] == '<' && colon != std::string::npos
                              ? enumNamed<RedactedKind>(line.substr(at + 1, colon - at - 1))
                              : std::nullopt;
        if (!kind) {
            out.plain.push_back(line[at]);
            out.redacted.push_back(line[at]);
            ++at;
            continue;
        }
        const std::size_t end = line.find('>', colon);
        const std::string hidden = line.substr(colon + 1, end - colon - 1);
        const std::string placeholder(placeholderOf(*kind));
        out.spans.push_back({{out.plain.size(), out.plain.size() + hidden.size()},
                             {out.redacted.size(), out.redacted.size() + placeholder.size()},
                             *kind});
        out.plain += hidden;
        out.redacted += placeholder;
        at = end + 1;
    }
    return out;
}

/// `\n` is a line break, `\u200b` a character by its number.
inline std::string unescaped(const QByteArray& line)
{
    QString text = QString::fromUtf8(line);
    for (qsizetype at = text.indexOf(u'\\'); at >= 0; at = text.indexOf(u'\\', at + 1)) {
        if (text.mid(at, 2) == QStringLiteral("\\n")) {
            text.replace(at, 2, QStringLiteral("\n"));
        } else if (text.mid(at, 2) == QStringLiteral("\\u")) {
            text.replace(at, 6, QChar(static_cast<char16_t>(text.mid(at + 2, 4).toUShort(nullptr, 16))));
        }
    }
    return text.toStdString();
}

/// The lines of a file, without empty ones and comments.
inline std::vector<std::string> markedLines(const char* file)
{
    const std::string text = readFile(sourceFile(file).toStdString()).value_or(std::string());
    std::vector<std::string> out;
    for (const QByteArray& line : QByteArray::fromStdString(text).split('\n')) {
        if (!line.isEmpty() && !line.startsWith('#')) {
            out.push_back(unescaped(line));
        }
    }
    return out;
}

} // namespace stillgate::triage
