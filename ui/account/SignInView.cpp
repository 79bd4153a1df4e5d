// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/SignInView.h"

#include <algorithm>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/account/SecretField.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kCardWidth = 440;
constexpr int kCardInset = 28;
constexpr int kCodeWidth = 150;

KitLabel* namedLabel(const TextStyle& style, const char* name, QWidget* parent, Wrap wrap = Wrap::Words)
{
    auto* label = new KitLabel({}, style, parent, wrap);
    label->setObjectName(QLatin1String(name));
    return label;
}

void showWords(KitLabel& label, const QString& words)
{
    label.setText(words);
    label.setVisible(!words.isEmpty());
}

} // namespace

SignInView::SignInView(SignInPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_form(new Card(CardKind::Outline))
    , m_title(namedLabel({.type = Type::Title}, "signInTitle", m_form))
    , m_text(namedLabel({.tone = Tone::Text2}, "signInText", m_form))
    , m_notice(namedLabel({.type = Type::BodyMedium, .tone = Tone::Text1}, "signInNotice", m_form))
    , m_trouble(namedLabel({.type = Type::BodyMedium, .tone = Tone::Harm}, "signInTrouble", m_form))
    , m_place(namedLabel({.type = Type::Meta, .tone = Tone::Text3}, "signInPlace", m_form, Wrap::OneLine))
    , m_device(namedLabel({.type = Type::Mono, .tone = Tone::Text3}, "signInDevice", m_form, Wrap::OneLine))
    , m_secretBlock(new Card(CardKind::Sunken, m_form))
    , m_secret(namedLabel({.type = Type::MonoBody, .flow = Flow::LeftToRight}, "totpSecret", m_secretBlock))
    , m_copySecret(new KitButton(ButtonKind::Link, tr("Copy the secret"), m_secretBlock))
    , m_copyUri(new KitButton(ButtonKind::Link, tr("Copy the address"), m_secretBlock))
    , m_submit(new KitButton(ButtonKind::Primary, Icon::ArrowRight, {}, m_form))
    , m_other(new KitButton(ButtonKind::Link, {}, m_form))
{
    setObjectName(QStringLiteral("signInView"));
    setWindowTitle(tr("Sign in"));
    m_submit->setObjectName(QStringLiteral("signInSubmit"));
    m_other->setObjectName(QStringLiteral("signInOther"));
    m_copySecret->setObjectName(QStringLiteral("totpCopySecret"));
    m_copyUri->setObjectName(QStringLiteral("totpCopyUri"));
    layOutForm();
    layOutPage();
    connect(m_submit, &KitButton::clicked, this, &SignInView::submit);
    connect(m_other, &KitButton::clicked, &m_presenter, &SignInPresenter::goOther);
    connect(m_copySecret, &KitButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_presenter.values().secret.simplified().remove(QLatin1Char(' ')));
    });
    connect(m_copyUri, &KitButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_presenter.values().uri); });
    connect(&m_presenter, &SignInPresenter::changed, this, &SignInView::onChanged);
    showStep();
    onChanged();
}

KitLineEdit* SignInView::addField(const QString& label, const QString& hint, const char* name, std::vector<SignInStep> steps)
{
    auto* block = new QWidget(m_form);
    auto* layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    auto* words = new KitLabel(label, {.type = Type::Label, .tone = Tone::Text3}, block);
    layout->addWidget(words);
    auto* edit = new KitLineEdit(FieldKind::Field, block);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    edit->setPlaceholderText(hint);
    layout->addWidget(edit);
    connect(edit, &QLineEdit::returnPressed, this, [this, edit] { goOn(edit); });
    m_fields.push_back({{block, edit}, words, std::move(steps)});
    return edit;
}

void SignInView::layOutSecret()
{
    auto* secret = new QVBoxLayout(m_secretBlock);
    secret->setContentsMargins(16, 14, 16, 12);
    secret->setSpacing(8);
    secret->addWidget(m_secret);
    auto* copies = new QHBoxLayout;
    copies->setSpacing(16);
    copies->addSpacing(-KitButton::kRingRoom);
    copies->addWidget(m_copySecret);
    copies->addWidget(m_copyUri);
    copies->addStretch(1);
    secret->addLayout(copies);
}

void SignInView::layOutForm()
{
    using Step = SignInStep;
    m_form->setFixedWidth(kCardWidth);
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(kCardInset, kCardInset, kCardInset, kCardInset - 6);
    form->setSpacing(14);
    form->addWidget(m_notice);
    form->addWidget(m_title);
    form->addWidget(m_text);
    layOutSecret();
    form->addWidget(m_secretBlock);
    m_login = addField(tr("Name to sign in by"), {}, "loginField", {Step::FirstAdmin, Step::TakeUp, Step::SignIn});
    m_name = addField(tr("How others call you (may stay empty)"), {}, "nameField", {Step::FirstAdmin});
    m_invitation = addField(tr("Invitation"), tr("The code that the admin gave you"), "invitationField", {Step::TakeUp});
    m_password = addField(tr("Password"), {}, "passwordField", {Step::FirstAdmin, Step::TakeUp, Step::SignIn});
    m_again = addField(tr("Password again"), {}, "againField", {Step::FirstAdmin, Step::TakeUp});
    m_code = addField(tr("Present code of your app"), tr("Six digits"), "codeField", {Step::Codes, Step::SignIn});
    makeSecret(*m_password);
    makeSecret(*m_again);
    makeSecret(*m_invitation, Echo::Shown);
    m_invitation->setContextMenuPolicy(Qt::DefaultContextMenu);
    m_code->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhSensitiveData);
    m_code->setMaxLength(7);
    m_code->setMaximumWidth(kCodeWidth);
    for (const Asked& asked : m_fields) {
        form->addWidget(asked.field.block);
    }
    form->addWidget(m_trouble);
    auto* buttons = new QHBoxLayout;
    buttons->addSpacing(-KitButton::kRingRoom);
    buttons->addWidget(m_submit);
    buttons->addStretch(1);
    buttons->addWidget(m_other);
    buttons->addSpacing(-KitButton::kRingRoom);
    form->addLayout(buttons);
    form->addWidget(new Hairline(Qt::Horizontal, m_form));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_place, 1);
    foot->addWidget(m_device);
    form->addLayout(foot);
}

/// The form stands in the middle of the window, and scrolls where that is too low for it.
void SignInView::layOutPage()
{
    auto* page = new QWidget;
    auto* middle = new QVBoxLayout(page);
    middle->setContentsMargins(24, 24, 24, 24);
    auto* product = new KitLabel(tr("Stillgate"), {.type = Type::PaneTitle, .align = Align::Middle});
    middle->addStretch(2);
    middle->addWidget(product, 0, Qt::AlignHCenter);
    middle->addSpacing(12);
    // Between stretches and not aligned: then its height follows its width.
    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(m_form);
    across->addStretch(1);
    middle->addLayout(across);
    middle->addStretch(3);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(page);
    page->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
}

void SignInView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Look::of(*this).colour(Tone::Canvas));
}

void SignInView::showEvent(QShowEvent*)
{
    focusFirst();
}

bool SignInView::isAsked(const KitLineEdit* edit) const
{
    return std::any_of(m_fields.begin(), m_fields.end(), [&](const Asked& asked) {
        return asked.field.edit == edit && std::find(asked.steps.begin(), asked.steps.end(), m_shown) != asked.steps.end();
    });
}

void SignInView::showStep()
{
    m_shown = m_presenter.values().step;
    for (const Asked& asked : m_fields) {
        asked.field.block->setVisible(isAsked(asked.field.edit));
        asked.field.edit->clear();
    }
    m_login->setText(m_presenter.values().login);
    m_invitation->setText(m_presenter.values().invitation);
    focusFirst();
}

void SignInView::onChanged()
{
    const SignInValues& values = m_presenter.values();
    if (values.step != m_shown) {
        showStep();
    }
    showWords(*m_title, values.title);
    showWords(*m_text, values.text);
    showWords(*m_notice, values.notice);
    showWords(*m_trouble, values.trouble);
    showWords(*m_place, values.place);
    m_device->setText(values.device);
    m_secret->setText(values.secret);
    m_secretBlock->setVisible(!values.secret.isEmpty());
    m_submit->setText(values.isBusy ? tr("One moment") : values.primary);
    m_submit->setVisible(!values.primary.isEmpty());
    m_submit->setEnabled(!values.isBusy && !values.isWaiting);
    m_other->setText(values.other);
    m_other->setVisible(!values.other.isEmpty());
    m_other->setEnabled(!values.isBusy);
}

void SignInView::submit()
{
    const auto taken = [this](KitLineEdit& edit) { return isAsked(&edit) ? takeSecret(edit) : std::string(); };
    SignInFields fields;
    fields.login = m_login->text();
    fields.name = m_name->text();
    fields.invitation = isAsked(m_invitation) ? m_invitation->text().trimmed().toStdString() : std::string();
    fields.password = taken(*m_password);
    fields.again = taken(*m_again);
    fields.code = taken(*m_code);
    m_presenter.submit(std::move(fields));
    focusFirst();
}

void SignInView::goOn(const KitLineEdit* from)
{
    const auto at =
        std::find_if(m_fields.begin(), m_fields.end(), [&](const Asked& asked) { return asked.field.edit == from; });
    const auto next = std::find_if(at + 1, m_fields.end(), [&](const Asked& asked) { return isAsked(asked.field.edit); });
    if (next != m_fields.end()) {
        next->field.edit->setFocus(Qt::TabFocusReason);
    } else if (m_submit->isEnabled()) {
        submit();
    }
}

/// Where the next letter belongs: the first field that is empty and not left so on purpose.
void SignInView::focusFirst()
{
    for (const Asked& asked : m_fields) {
        if (isAsked(asked.field.edit) && asked.field.edit->text().isEmpty() && asked.field.edit != m_name) {
            asked.field.edit->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    if (m_shown == SignInStep::Offline) {
        m_submit->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace stillgate
