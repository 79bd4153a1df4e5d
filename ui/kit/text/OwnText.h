// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

namespace stillgate {

/// A text of this program's own, such as the name of an enumerator. What comes from outside goes through outsideLine().
[[nodiscard]] inline QString ownText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace stillgate
