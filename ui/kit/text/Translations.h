// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLocale>

namespace stillgate {

/// Lets tr() speak the language of the locale where there is a translation, and English where there is none or a text is
/// missing: English texts stand in the sources, but the forms of those with a number do not ("1 message"). Once a program,
/// before the first text is asked for; the application owns what is installed.
void installTranslations(QCoreApplication& application, const QLocale& locale);

} // namespace stillgate
