// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/kit/widget/KitLineEdit.h"

namespace stillgate {

enum class Echo { Hidden, Shown };

/// Makes a field one for a secret: not echoed, not remembered by input methods, not offered to the clipboard.
void makeSecret(KitLineEdit& field, Echo echo = Echo::Hidden);

/// Takes what was typed and empties the field. What the field had in memory is overwritten as far as Qt lets us reach it: undo steps and
/// copies that the toolkit made are its own.
[[nodiscard]] std::string takeSecret(KitLineEdit& field);

/// Overwrites and empties it.
void wipeText(std::string& secret);

} // namespace stillgate
