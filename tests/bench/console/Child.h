// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/Result.h"

namespace stillgate::bench {

/// One start of a console in a process of its own.
struct ChildTask {
    enum class Window { Empty, Console };

    Window window = Window::Console;
    std::filesystem::path folder; ///< what the console remembers
    int changesPerSecond = 0; ///< that the feed would bring after the first painting
    int seconds = 0; ///< how long the window is watched after that
};

struct ChildFigures {
    double firstPaint = 0; ///< milliseconds from before the process began to the first painting that shows rows
    double memory = 0; ///< MiB that are its own alone, or its share of what is shared
    double share = 0; ///< of one core, in percent, while it was watched
};

/// Starts this program again for the task, without a display. Unavailable when it ends without figures.
[[nodiscard]] Result<ChildFigures> runChild(const ChildTask& task);

/// main() of that process.
[[nodiscard]] int childMain(int argc, char** argv);

} // namespace stillgate::bench
