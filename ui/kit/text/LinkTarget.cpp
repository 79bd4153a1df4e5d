// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/LinkTarget.h"

#include <algorithm>

#include <QRegularExpression>
#include <QUrl>

#include "core/base/Confusables.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {

/// The host as a reader finds it: after the last @ before the first slash.
QString hostIn(const QString& text)
{
    const qsizetype scheme = text.indexOf(QStringLiteral("://"));
    QString rest = scheme < 0 ? text : text.mid(scheme + 3);
    static const QRegularExpression ends(QStringLiteral("[/?#\\\\]"));
    rest = rest.left(rest.indexOf(ends));
    rest = rest.mid(rest.lastIndexOf(QLatin1Char('@')) + 1);
    static const QRegularExpression port(QStringLiteral(":[0-9]*$"));
    return rest.remove(port);
}

bool isDisguised(const QString& host)
{
    const auto labels = host.split(QLatin1Char('.'));
    return std::any_of(labels.begin(), labels.end(), [](const QString& label) {
        const std::string utf8 = label.toStdString();
        return passesForAscii(utf8) || scriptMixOf(utf8) != ScriptMix::Harmless;
    });
}

bool isNumber(const QString& host)
{
    static const QRegularExpression numbers(QStringLiteral("^(?:[0-9.]+|0[xX][0-9a-fA-F.xX]+|.*:.*)$"));
    return numbers.match(host).hasMatch();
}

bool closesSentence(QChar sign)
{
    return QStringLiteral(".,;:!?'\")]}>").contains(sign);
}

} // namespace

std::optional<LinkTarget> linkTarget(const QString& text)
{
    const bool hasScheme = text.startsWith(QStringLiteral("http://"), Qt::CaseInsensitive) ||
                           text.startsWith(QStringLiteral("https://"), Qt::CaseInsensitive);
    // A browser takes a backslash for a slash; here it must not hide where the host ends.
    const QString slashed = QString(text).replace(QLatin1Char('\\'), QLatin1Char('/'));
    const QUrl url(hasScheme ? slashed : QStringLiteral("http://") + slashed, QUrl::TolerantMode);
    const QString host = url.host(QUrl::FullyEncoded);
    if (!url.isValid() || host.isEmpty()) {
        return std::nullopt;
    }
    const QString written = hostIn(slashed);
    LinkTarget out;
    out.address = url.toString(QUrl::FullyEncoded);
    out.host = host;
    const bool isSame =
        written.compare(host, Qt::CaseInsensitive) == 0 || written == QLatin1Char('[') + host + QLatin1Char(']');
    out.written = isSame ? QString() : outsideLine(written);
    out.isDisguised = isDisguised(written);
    out.hasUserInfo = !url.userInfo().isEmpty();
    out.isNumber = isNumber(host);
    out.isEncrypted = url.scheme() == QStringLiteral("https");
    return out;
}

std::vector<FoundLink> findLinks(const QString& shown)
{
    static const QRegularExpression start(QStringLiteral("(?:https?://|\\bwww\\.)[^\\s<>\"]+"),
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::UseUnicodePropertiesOption);
    std::vector<FoundLink> out;
    for (auto found = start.globalMatch(shown); found.hasNext();) {
        const auto match = found.next();
        QString text = match.captured();
        while (!text.isEmpty() && closesSentence(text.back())) {
            text.chop(1);
        }
        if (auto target = linkTarget(text)) {
            out.push_back({match.capturedStart(), match.capturedStart() + text.size(), std::move(*target)});
        }
    }
    return out;
}

} // namespace stillgate
