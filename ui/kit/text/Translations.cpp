// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/Translations.h"

#include <memory>

#include <QTranslator>

#include "ui/kit/theme/KitResources.h"

namespace stillgate {

namespace {

void installTranslation(QCoreApplication& application, const QLocale& locale)
{
    auto translator = std::make_unique<QTranslator>(&application);
    if (translator->load(locale, QStringLiteral("stillgate"), QStringLiteral("_"),
                         QStringLiteral(":/stillgate/translations"))) {
        QCoreApplication::installTranslator(translator.release());
    }
}

} // namespace

void installTranslations(QCoreApplication& application, const QLocale& locale)
{
    useKitResources();
    installTranslation(application, QLocale(QLocale::English));
    if (locale.language() != QLocale::English) {
        // Asked first, being installed last.
        installTranslation(application, locale);
    }
}

} // namespace stillgate
