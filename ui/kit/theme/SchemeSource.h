// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/kit/theme/Theme.h"

namespace stillgate {

/// What the desktop wants: light or dark.
class SchemeSource : public QObject {
    Q_OBJECT

public:
    [[nodiscard]] virtual Scheme scheme() const = 0;

signals:
    void schemeChanged();
};

/// Always the same one: for tests, and where there is no desktop to ask.
class FixedScheme final : public SchemeSource {
    Q_OBJECT

public:
    explicit FixedScheme(Scheme scheme) : m_scheme(scheme) {}

    [[nodiscard]] Scheme scheme() const override { return m_scheme; }

private:
    Scheme m_scheme;
};

} // namespace stillgate
