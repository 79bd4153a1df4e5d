// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "core/client/Timers.h"

namespace stillgate {

/// Timers that a test lets run out by hand: nobody waits.
class ManualTimers final : public Timers {
public:
    [[nodiscard]] std::unique_ptr<PendingCall> after(Duration span, std::function<void()> what) override
    {
        m_calls.push_back(std::make_shared<Call>(Call{{m_now.ms + span.ms}, std::move(what)}));
        m_spans.push_back(span);
        return std::make_unique<Handle>(m_calls.back());
    }

    /// Lets time pass: what falls due is called in the order it does, and what that asks for too.
    void advance(Duration span)
    {
        const Duration end{m_now.ms + span.ms};
        while (const auto next = nextUntil(end)) {
            m_now = next->due;
            const auto what = std::exchange(next->what, nullptr);
            what();
        }
        m_now = end;
    }

    [[nodiscard]] std::size_t pending()
    {
        forget();
        return m_calls.size();
    }
    /// Everything that was ever asked for.
    [[nodiscard]] const std::vector<Duration>& spans() const { return m_spans; }

private:
    struct Call {
        Duration due;
        std::function<void()> what;
    };

    class Handle final : public PendingCall {
    public:
        explicit Handle(std::shared_ptr<Call> call) : m_call(std::move(call)) {}
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;
        ~Handle() override { m_call->what = nullptr; }

    private:
        std::shared_ptr<Call> m_call;
    };

    void forget()
    {
        std::erase_if(m_calls, [](const auto& call) { return !call->what; });
    }

    [[nodiscard]] std::shared_ptr<Call> nextUntil(Duration end)
    {
        forget();
        const auto next = std::min_element(m_calls.begin(), m_calls.end(),
                                           [](const auto& left, const auto& right) { return left->due < right->due; });
        return next == m_calls.end() || (*next)->due > end ? nullptr : *next;
    }

    Duration m_now;
    std::vector<std::shared_ptr<Call>> m_calls;
    std::vector<Duration> m_spans;
};

} // namespace stillgate
