// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/PayloadLines.h"

#include <ranges>

#include <QRegularExpression>

#include "ui/kit/text/Formatting.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {

QString shortened(QString line)
{
    static const QRegularExpression longId(QStringLiteral("\"[0-9a-f-]{32,}\""));
    const QRegularExpressionMatch match = longId.match(line);
    if (match.hasMatch()) {
        const QString id = match.captured().mid(1, match.capturedLength() - 2);
        line.replace(match.capturedStart() + 1, id.size(), middleCut(id));
    }
    return line;
}

} // namespace

QStringList payloadLines(const Json& data)
{
    const auto canonical = parseJson(canonicalJson(data));
    if (!canonical) {
        return {};
    }
    QStringList lines;
    const std::string laidOut = prettyJson(*canonical);
    for (const auto line : std::views::split(laidOut, '\n')) {
        lines << shortened(outsideLine(std::string_view(line.begin(), line.end())));
    }
    // The braces around everything say nothing.
    if (lines.size() > 2 && lines.first() == QLatin1String("{")) {
        lines = lines.mid(1, lines.size() - 2);
        for (QString& line : lines) {
            line.remove(0, 2);
        }
    }
    return lines;
}

} // namespace stillgate
