// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModelTester>

#include "tests/gui/queue/QueueFixture.h"

namespace stillgate {

inline constexpr Duration kTickPast{20};
inline constexpr Duration kArrangePast{200};

/// A model on a stand, watched by the tester of models.
struct Watched {
    explicit Watched(QueueStand& stand)
        : presenter(stand.formatting)
        , model({stand.store, presenter, stand.clock, stand.timers, QTimeZone::utc()})
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
    }

    [[nodiscard]] std::vector<Sequence> numbers() const
    {
        std::vector<Sequence> out;
        for (int row = 0; row < model.rowCount(); ++row) {
            out.push_back(rowAt(row)->number.mid(1).toULongLong());
        }
        return out;
    }
    [[nodiscard]] QueueRowPtr rowAt(int row) const
    {
        return model.index(row, 0).data(QueueModel::RowRole).value<QueueRowPtr>();
    }
    [[nodiscard]] int rowOf(int number) const { return model.rowOf(sampleTicketId(number)).value_or(-1); }

    QueuePresenter presenter;
    QueueModel model;
    QAbstractItemModelTester tester;
};

inline SampleTicket gate(int number, int minutesLeft)
{
    SampleTicket out;
    out.number = number;
    out.subject = "Sample " + std::to_string(number);
    out.cents = 12'900;
    out.minutesLeft = minutesLeft;
    return out;
}

inline QueueFilter filterOf(const char* text)
{
    return parseFilter(QString::fromUtf8(text)).value();
}

using Numbers = std::vector<Sequence>;

} // namespace stillgate
