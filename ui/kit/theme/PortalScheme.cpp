// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme/PortalScheme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace stillgate {

namespace {

const QString kPortal = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPortalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kSettings = QStringLiteral("org.freedesktop.portal.Settings");
const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kColourScheme = QStringLiteral("color-scheme");

// Read() wraps the value in a variant once more than SettingChanged does.
QVariant unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>()) {
        value = qvariant_cast<QDBusVariant>(value).variant();
    }
    return value;
}

} // namespace

std::optional<Scheme> schemeOfPortal(unsigned preference)
{
    switch (preference) {
    case 1: return Scheme::Dark;
    case 2: return Scheme::Light;
    default: return std::nullopt;
    }
}

Scheme schemeOfPalette(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness() ? Scheme::Dark
                                                                                                         : Scheme::Light;
}

PortalScheme::PortalScheme(QDBusConnection bus, const QPalette& desktop)
    : m_fallback(schemeOfPalette(desktop)), m_scheme(m_fallback)
{
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(kPortal, kPortalPath, kSettings, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    ask(bus);
}

void PortalScheme::ask(QDBusConnection& bus)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kPortal, kPortalPath, kSettings, QStringLiteral("Read"));
    call << kAppearance << kColourScheme;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid()) {
            take(reply.value().variant());
        }
        done->deleteLater();
    });
}

void PortalScheme::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == kAppearance && key == kColourScheme) {
        take(value.variant());
    }
}

void PortalScheme::take(const QVariant& preference)
{
    const Scheme wanted = schemeOfPortal(unwrapped(preference).toUInt()).value_or(m_fallback);
    if (wanted != m_scheme) {
        m_scheme = wanted;
        emit schemeChanged();
    }
}

} // namespace stillgate
