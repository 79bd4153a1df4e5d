// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/gui/Pictures.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include "tests/support/gui/GuiMain.h"

namespace stillgate {

namespace {

void settle()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

} // namespace

QString pictureFolder()
{
    const QString named = qEnvironmentVariable("STILLGATE_PICTURES");
    const QString folder =
        named.isEmpty() ? qEnvironmentVariable("STILLGATE_BIN", QStringLiteral(".")) + QStringLiteral("/../pictures") : named;
    QDir().mkpath(folder);
    return QDir(folder).absolutePath();
}

void takePicture(QWidget& widget, const QString& name)
{
    settle();
    const QString scale = widget.devicePixelRatioF() > 1 ? QStringLiteral("-2x") : QString();
    const QString file = QStringLiteral("%1/%2%3.png").arg(pictureFolder(), name, scale);
    QVERIFY2(widget.grab().save(file), qPrintable(file));
}

void takePictures(QWidget& window, const QString& name)
{
    const QSize before = window.size();
    for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
        window.resize(size);
        const QString sized = size.width() == 1440 ? name : name + QStringLiteral("-1024x700");
        for (const SchemeChoice scheme : {SchemeChoice::Dark, SchemeChoice::Light}) {
            testAppearance().choose(scheme);
            takePicture(window, sized + (scheme == SchemeChoice::Light ? QStringLiteral("-light") : QStringLiteral("-dark")));
        }
    }
    window.resize(QSize(1440, 900));
    QApplication::setLayoutDirection(Qt::RightToLeft);
    takePicture(window, name + QStringLiteral("-rtl-light"));
    QApplication::setLayoutDirection(Qt::LeftToRight);
    window.resize(before);
    settle();
}

} // namespace stillgate
