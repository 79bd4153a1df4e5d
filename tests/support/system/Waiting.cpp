// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/Waiting.h"

#include <QDeadlineTimer>
#include <QThread>

namespace stillgate {

bool becomes(const std::function<bool()>& holds)
{
    constexpr unsigned long kPause = 15;
    const QDeadlineTimer deadline(kPatience);
    while (!holds()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QThread::msleep(kPause);
    }
    return true;
}

} // namespace stillgate
