// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include "tests/gui/queue/QueueFixture.h"
#include "ui/queue/QueueTable.h"

namespace stillgate {

/// The workspace in a window, driven by names and keys.
class QueueDesk {
public:
    explicit QueueDesk(QueueStand& stand) : space(stand.parts())
    {
        space.resize(1440, 900);
        auto* detail = new QWidget;
        detail->setObjectName(QStringLiteral("sampleDetail"));
        space.setDetail(detail);
        space.show();
        QApplication::setActiveWindow(&space);
        QVERIFY(QTest::qWaitForWindowExposed(&space));
    }

    template <typename W>
    [[nodiscard]] W& find(const char* name) const
    {
        return *space.findChild<W*>(QString::fromUtf8(name));
    }
    [[nodiscard]] QueueTable& table() const { return find<QueueTable>("queueTable"); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : &space,
                        static_cast<Qt::Key>(key), modifiers);
    }
    void type(const char* text) { QTest::keyClicks(&find<QLineEdit>("filterEdit"), QString::fromUtf8(text)); }
    [[nodiscard]] int rows() const { return table().model()->rowCount(); }

    QueueWorkspace space;
};

} // namespace stillgate
