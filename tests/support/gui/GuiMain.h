// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include "ui/kit/theme/Appearance.h"

namespace stillgate {

/// Surroundings that never change: English, UTC, light, no motion but the hold.
class GuiSurroundings {
public:
    explicit GuiSurroundings(QApplication& application);

private:
    Appearance m_appearance;
};

/// The appearance of this test program, to switch it for pictures.
[[nodiscard]] Appearance& testAppearance();

} // namespace stillgate

/// main() of a test that drives widgets.
#define STILLGATE_GUI_MAIN(Test)                                                                                                           \
    int main(int argc, char** argv)                                                                                                        \
    {                                                                                                                                      \
        QApplication application(argc, argv);                                                                                              \
        const stillgate::GuiSurroundings surroundings(application);                                                                        \
        Test test;                                                                                                                         \
        return QTest::qExec(&test, argc, argv);                                                                                            \
    }
