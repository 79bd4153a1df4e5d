// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include "tests/gui/approval/Opened.h"
#include "ui/approval/DecisionCard.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

inline constexpr HoldTimes kShortTimes{200, 20, 5000};
inline constexpr int kLongestHoldMs = 30'000;

/// A window with a card in it, as a person has it.
struct ShownCard {
    explicit ShownCard(CardForm form = CardForm::Stream, std::int64_t cents = kNormal, RefundWords words = {})
        : refund(desk.refund(cents, std::move(words)))
    {
        desk.sync();
        presenter = std::make_unique<DecisionPresenter>(desk.parts());
        window = std::make_unique<QWidget>();
        auto* layout = new QVBoxLayout(window.get());
        card = new DecisionCard(form, *presenter, desk.formatting.locale(), window.get(), kShortTimes);
        layout->addWidget(card);
        layout->addStretch(1);
        window->resize(form == CardForm::Pane ? 444 : 900, 900);
        presenter->open(refund.ticket());
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    template <typename W = QWidget>
    [[nodiscard]] W* find(const char* name) const
    {
        return window->findChild<W*>(QLatin1String(name));
    }
    [[nodiscard]] HoldButton* approve() const { return find<HoldButton>("approveButton"); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget* target = window->focusWidget() != nullptr ? window->focusWidget() : window.get();
        QTest::keyClick(target, key, modifiers);
    }
    /// Until it signs, however busy the computer is.
    void holdToTheEnd() const
    {
        QSignalSpy held(approve(), &HoldButton::held);
        QTest::mousePress(approve(), Qt::LeftButton);
        QVERIFY(held.wait(kLongestHoldMs));
        QTest::mouseRelease(approve(), Qt::LeftButton);
    }
    void hold(int ms) const
    {
        QTest::mousePress(approve(), Qt::LeftButton);
        QTest::qWait(ms);
        QTest::mouseRelease(approve(), Qt::LeftButton);
    }
    void deliver()
    {
        desk.deliver();
        desk.pass(Duration::seconds(1));
    }
    [[nodiscard]] QString words(const char* name) const { return find<KitLabel>(name)->text(); }

    Desk desk;
    SampleRefund& refund;
    std::unique_ptr<DecisionPresenter> presenter;
    std::unique_ptr<QWidget> window;
    DecisionCard* card = nullptr;
};

} // namespace stillgate
