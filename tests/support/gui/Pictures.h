// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace stillgate {

/// Where pictures go: the folder that STILLGATE_PICTURES names, or pictures/ beside the folder of the programs.
[[nodiscard]] QString pictureFolder();

/// Grabs the window as it stands into NAME-light.png and NAME-dark.png (1440x900), NAME-1024x700-light.png and -dark.png and, mirrored,
/// NAME-rtl-light.png. With QT_SCALE_FACTOR=2 the names carry -2x. The window is as it was afterwards.
void takePictures(QWidget& window, const QString& name);

/// One picture of a widget as it stands.
void takePicture(QWidget& widget, const QString& name);

} // namespace stillgate
