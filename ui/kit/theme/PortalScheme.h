// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QDBusVariant>
#include <QPalette>

#include "ui/kit/theme/SchemeSource.h"

class QDBusConnection;

namespace stillgate {

/// Asks the desktop portal (org.freedesktop.portal.Settings, namespace org.freedesktop.appearance, key color-scheme: 0 no
/// preference, 1 dark, 2 light) and listens for changes. Without a portal or a preference the palette that the desktop gave
/// decides: dark when its window is darker than its text.
class PortalScheme final : public SchemeSource {
    Q_OBJECT

public:
    PortalScheme(QDBusConnection bus, const QPalette& desktop);

    [[nodiscard]] Scheme scheme() const override { return m_scheme; }

private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(QDBusConnection& bus);
    void take(const QVariant& preference);

    Scheme m_fallback;
    Scheme m_scheme;
};

/// The portal's number as a scheme; nothing for "no preference" and for anything it may say later.
[[nodiscard]] std::optional<Scheme> schemeOfPortal(unsigned preference);
/// Dark when the window is darker than its text.
[[nodiscard]] Scheme schemeOfPalette(const QPalette& palette);

} // namespace stillgate
