// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "core/domain/Halts.h"

namespace stillgate {

/// The halts that stand, for those who are about to send something. Two sources, each enough by itself: what the ledger says, put here
/// by the writer before anybody is told that it was recorded, and a file in the data folder that is looked for anew at every question,
/// so that it works whatever else is stuck. Any thread.
class HaltBoard {
public:
    /// Without a path no file is looked for.
    explicit HaltBoard(std::filesystem::path file = {});

    void publish(const Halts& halts);
    /// As published last.
    [[nodiscard]] Halts standing() const;
    /// Whether the file is there. Where that cannot be told it counts as there.
    [[nodiscard]] bool isFileThere() const;
    /// Whether nothing of this may leave.
    [[nodiscard]] bool stops(const Leaving& leaving) const;

private:
    std::filesystem::path m_file;
    mutable std::mutex m_mutex;
    std::shared_ptr<const Halts> m_halts;
};

} // namespace stillgate
