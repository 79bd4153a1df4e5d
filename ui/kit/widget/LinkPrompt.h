// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "ui/kit/text/LinkTarget.h"
#include "ui/kit/widget/Card.h"

namespace stillgate {

class KitButton;

/// Says where a link from outside leads, by the host that would really be asked, before anything is opened. Stands over what is below
/// and goes with Escape or a click elsewhere. The only way from a text to a browser. Buttons: "linkCopy", "linkOpen".
class LinkPrompt final : public Card {
    Q_OBJECT

public:
    /// Opens an address in the browser of the desktop.
    static void openInBrowser(const QString& address);

    LinkPrompt(const LinkTarget& target, std::function<void(const QString&)> open, QWidget* parent);

    /// What a reader should know of the target, most telling first; empty when there is nothing.
    [[nodiscard]] static QStringList warnings(const LinkTarget& target);

    void popUp(const QPoint& globalPos);

private:
    void addHost(const LinkTarget& target);
    void addButtons(const LinkTarget& target, std::function<void(const QString&)> open);

    KitButton* m_copy;
};

} // namespace stillgate
