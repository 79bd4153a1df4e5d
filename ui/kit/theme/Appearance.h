// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>

#include "ui/kit/theme/Look.h"
#include "ui/kit/theme/SchemeSource.h"

class QApplication;

namespace stillgate {

class KitStyle;

enum class SchemeChoice { Follow, Light, Dark };

/// Puts fonts, style and palette in force and changes them while the program runs. One for the application, made in its main
/// right after QApplication; the application owns the style.
class Appearance final : public QObject {
    Q_OBJECT

public:
    /// desktop: what SchemeChoice::Follow follows.
    Appearance(QApplication& application, std::unique_ptr<SchemeSource> desktop, SchemeChoice choice = SchemeChoice::Follow,
               Motion motion = Motion::Full);
    ~Appearance() override;

    [[nodiscard]] SchemeChoice choice() const { return m_choice; }
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] Motion motion() const { return m_motion; }
    void choose(SchemeChoice choice);
    void setMotion(Motion motion);

signals:
    void schemeChanged(stillgate::Scheme scheme);

private:
    void apply();

    QApplication& m_application;
    std::unique_ptr<SchemeSource> m_desktop;
    SchemeChoice m_choice;
    Motion m_motion;
    TypeScale m_type;
    Scheme m_shown = Scheme::Light;
    KitStyle* m_style; ///< owned by the application
};

} // namespace stillgate
