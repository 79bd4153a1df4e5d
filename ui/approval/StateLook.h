// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include "core/client/Link.h"
#include "core/client/StateReader.h"
#include "core/client/Values.h"

namespace stillgate {

/// Has the state that an open gate rests on read again once somebody looks at the gate, and remembers when it was found to hold. Where
/// it moved, the gate ends and the feed says so.
class StateLook final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    StateLook(StateReader& states, const Link& link, QObject* parent = nullptr);

    /// Asks once for each gate, as soon as there is a connection.
    void at(const GateView& gate);
    /// The next look asks again.
    void forget();

    /// When the state of this gate was last found to be as it was shown; nothing when it was not looked at, or could not be read.
    [[nodiscard]] std::optional<UtcTime> heldAt(const GateId& gate) const;

signals:
    void changed();

private:
    StateReader& m_states;
    const Link& m_link;
    std::optional<GateId> m_gate; ///< that was asked about
    std::optional<UtcTime> m_held;
};

} // namespace stillgate
