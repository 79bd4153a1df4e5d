// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// The measures of the packet, in pixels at scale 1.
namespace stillgate {

inline constexpr int kPaneInset = 20;
inline constexpr int kPaneSlotInset = 12;
inline constexpr int kPageInset = 24;
inline constexpr int kPageHead = 80;
inline constexpr int kPageSlotEnd = 16; ///< under the decision
inline constexpr int kPageTimeline = 400;
inline constexpr int kPageReasons = 376;
inline constexpr int kPageNarrowTimeline = 300;
inline constexpr int kPageNarrowReasons = 280;
inline constexpr int kPageNarrowUnder = 1200; ///< of the page's own width
inline constexpr int kColumnTop = 16;

} // namespace stillgate
