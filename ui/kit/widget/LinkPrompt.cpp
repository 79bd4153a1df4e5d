// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widget/LinkPrompt.h"

#include <algorithm>

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScreen>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/kit/text/Formatting.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/OutsideText.h"

namespace stillgate {

namespace {

constexpr int kPromptInset = 20;
constexpr int kPromptWidth = 420;
constexpr int kAddressStart = 120;
constexpr int kAddressEnd = 40;

} // namespace

void LinkPrompt::openInBrowser(const QString& address)
{
    QDesktopServices::openUrl(QUrl(address, QUrl::StrictMode));
}

QStringList LinkPrompt::warnings(const LinkTarget& target)
{
    QStringList out;
    if (target.isDisguised) {
        out << tr("It is written with letters that pass for others: %1").arg(isolated(target.written));
    } else if (!target.written.isEmpty()) {
        out << tr("It is written as %1").arg(isolated(target.written));
    }
    if (target.hasUserInfo) {
        out << tr("What stands before the @ is no address, though it may look like one");
    }
    if (target.isNumber) {
        out << tr("It is a number of the network, not a name");
    }
    if (!target.isEncrypted) {
        out << tr("The connection would not be encrypted");
    }
    return out;
}

LinkPrompt::LinkPrompt(const LinkTarget& target, std::function<void(const QString&)> open, QWidget* parent)
    : Card(CardKind::Popup, parent), m_copy(new KitButton(ButtonKind::Outlined, tr("Copy address"), this))
{
    setWindowFlags(Qt::Popup | Qt::FramelessWindowHint);
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_TranslucentBackground);
    setObjectName(QStringLiteral("linkPrompt"));
    setAccessibleName(tr("This link leads to %1").arg(target.host));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kPromptInset, kPromptInset, kPromptInset, kPromptInset);
    layout->setSpacing(8);
    addHost(target);
    addButtons(target, std::move(open));
    setFixedWidth(kPromptWidth);
}

void LinkPrompt::addHost(const LinkTarget& target)
{
    layout()->addWidget(new KitLabel(tr("This link leads to"), {.type = Type::Meta, .tone = Tone::Text3}, this));
    auto* host = new OutsideText(this, Type::Title);
    host->setObjectName(QStringLiteral("linkHost"));
    host->setFocusPolicy(Qt::NoFocus);
    host->setContent(OutsideContent::of(target.host.toStdString()).withoutLinks());
    layout()->addWidget(host);
    for (const QString& warning : warnings(target)) {
        layout()->addWidget(new KitLabel(warning, {.tone = Tone::SoonText}, this, Wrap::Words));
    }
    auto* address = new OutsideText(this, Type::Mono, Tone::Text2);
    address->setFocusPolicy(Qt::NoFocus);
    const QString shown = middleCut(target.address, kAddressStart, kAddressEnd);
    address->setContent(OutsideContent::of(shown.toStdString()).withoutLinks());
    layout()->addWidget(address);
}

void LinkPrompt::addButtons(const LinkTarget& target, std::function<void(const QString&)> open)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 8, 0, 0);
    auto* openButton = new KitButton(ButtonKind::Bare, tr("Open in the browser"), this);
    m_copy->setObjectName(QStringLiteral("linkCopy"));
    openButton->setObjectName(QStringLiteral("linkOpen"));
    row->addWidget(m_copy);
    row->addStretch();
    row->addWidget(openButton);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_copy, &KitButton::clicked, this, [this, address = target.address] {
        QGuiApplication::clipboard()->setText(address);
        close();
    });
    connect(openButton, &KitButton::clicked, this, [this, address = target.address, open = std::move(open)] {
        close();
        open(address);
    });
}

void LinkPrompt::popUp(const QPoint& globalPos)
{
    resize(kPromptWidth, layout()->totalHeightForWidth(kPromptWidth));
    const QScreen* screen = QGuiApplication::screenAt(globalPos);
    const QRect room = screen != nullptr ? screen->availableGeometry() : QRect(globalPos, size());
    move(std::clamp(globalPos.x(), room.left(), std::max(room.left(), room.right() - width())),
         std::clamp(globalPos.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    show();
    // Nothing is opened by a key that was meant for something else.
    m_copy->setFocus(Qt::PopupFocusReason);
}

} // namespace stillgate
