// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/KeysView.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/account/PeoplePane.h"
#include "ui/account/SecretField.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kColumn = 760;
constexpr int kPassphraseWidth = 300;

KitLabel* wordsNamed(const TextStyle& style, const char* name, QWidget* parent, Wrap wrap = Wrap::Words)
{
    auto* label = new KitLabel({}, style, parent, wrap);
    label->setObjectName(QLatin1String(name));
    return label;
}

KitButton* buttonNamed(ButtonKind kind, Icon icon, const QString& words, const char* name, QWidget* parent)
{
    auto* button = new KitButton(kind, icon, words, parent);
    button->setObjectName(QLatin1String(name));
    return button;
}

QHBoxLayout* lineOfButtons(std::initializer_list<QWidget*> buttons)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addSpacing(-KitButton::kRingRoom);
    for (QWidget* button : buttons) {
        line->addWidget(button);
    }
    line->addStretch(1);
    return line;
}

void sayOrHide(KitLabel& label, const QString& words)
{
    label.setText(words);
    label.setVisible(!words.isEmpty());
}

} // namespace

KeysView::KeysView(KeysPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_back(buttonNamed(ButtonKind::Bare, Icon::ChevronLeft, tr("Back to work"), "keysBack", this))
    , m_key(new Card(CardKind::Outline, this))
    , m_headline(wordsNamed({.type = Type::PaneTitle}, "keyHeadline", m_key))
    , m_text(wordsNamed({.tone = Tone::Text2}, "keyText", m_key))
    , m_place(wordsNamed({.type = Type::Meta, .tone = Tone::Text3}, "keyPlace", m_key, Wrap::OneLine))
    , m_fingerprintWords(new KitLabel(tr("Fingerprint"), {.type = Type::Label, .tone = Tone::Text3}, m_key))
    , m_fingerprint(wordsNamed({.type = Type::MonoBody, .flow = Flow::LeftToRight}, "keyFingerprint", m_key, Wrap::OneLine))
    , m_inKeyring(buttonNamed(ButtonKind::Primary, Icon::Key, tr("Make a key in the keyring"), "keyInKeyring", m_key))
    , m_inFile(buttonNamed(ButtonKind::Bare, Icon::File, tr("Use a key file instead"), "keyInFile", m_key))
    , m_passphrases(new QWidget(m_key))
    , m_passphraseWords(new KitLabel({}, {.type = Type::Label, .tone = Tone::Text3}, m_passphrases))
    , m_passphrase(new KitLineEdit(FieldKind::Field, m_passphrases))
    , m_again(new KitLineEdit(FieldKind::Field, m_passphrases))
    , m_makeFile(buttonNamed(ButtonKind::Primary, Icon::Key, tr("Make the key file"), "keyMakeFile", m_passphrases))
    , m_unlock(buttonNamed(ButtonKind::Primary, Icon::Lock, tr("Unlock"), "keyUnlock", m_passphrases))
    , m_requestBlock(new Card(CardKind::Sunken, m_key))
    , m_request(wordsNamed({.type = Type::Mono, .tone = Tone::Text2, .cut = Cut::InMiddle, .flow = Flow::LeftToRight},
                           "keyRequest", m_requestBlock, Wrap::OneLine))
    , m_copyRequest(buttonNamed(ButtonKind::Outlined, Icon::Copy, tr("Copy the request"), "keyCopyRequest", m_requestBlock))
    , m_enrolFirst(buttonNamed(ButtonKind::Primary, Icon::Sign, tr("Enrol the first key"), "keyEnrolFirst", m_key))
    , m_revoke(buttonNamed(ButtonKind::Harm, Icon::Cross, tr("Revoke my key"), "keyRevoke", m_key))
    , m_done(wordsNamed({.type = Type::BodyMedium, .tone = Tone::Verified}, "keysDone", this))
    , m_trouble(wordsNamed({.type = Type::BodyMedium, .tone = Tone::Harm}, "keysTrouble", this))
    , m_people(new PeoplePane(presenter, this))
{
    setObjectName(QStringLiteral("keysView"));
    setWindowTitle(tr("Keys and people"));
    m_passphrase->setObjectName(QStringLiteral("passphraseField"));
    m_again->setObjectName(QStringLiteral("passphraseAgain"));
    makeSecret(*m_passphrase);
    makeSecret(*m_again);
    layOut();
    connectAll();
    onChanged();
}

void KeysView::layOutKey()
{
    auto* key = new QVBoxLayout(m_key);
    key->setContentsMargins(20, 18, 20, 16);
    key->setSpacing(10);
    key->addWidget(m_headline);
    key->addWidget(m_text);
    key->addSpacing(2);
    key->addWidget(m_fingerprintWords);
    key->addWidget(m_fingerprint);
    key->addWidget(m_place);
    layOutSteps(*key);
}

void KeysView::layOutSteps(QVBoxLayout& key)
{
    auto* request = new QHBoxLayout(m_requestBlock);
    request->setContentsMargins(12, 6, 6, 6);
    request->addWidget(m_request, 1);
    request->addWidget(m_copyRequest);
    key.addWidget(m_requestBlock);
    auto* passphrases = new QVBoxLayout(m_passphrases);
    passphrases->setContentsMargins(0, 4, 0, 0);
    passphrases->setSpacing(8);
    passphrases->addWidget(m_passphraseWords);
    m_passphrase->setFixedWidth(kPassphraseWidth);
    m_again->setFixedWidth(kPassphraseWidth);
    passphrases->addWidget(m_passphrase, 0, Qt::AlignLeading);
    passphrases->addWidget(m_again, 0, Qt::AlignLeading);
    passphrases->addLayout(lineOfButtons({m_makeFile, m_unlock}));
    key.addWidget(m_passphrases);
    key.addLayout(lineOfButtons({m_inKeyring, m_enrolFirst, m_inFile, m_revoke}));
}

void KeysView::layOut()
{
    layOutKey();
    auto* column = new QWidget;
    column->setMaximumWidth(kColumn);
    auto* words = new QVBoxLayout(column);
    words->setContentsMargins(0, 0, 0, 24);
    words->setSpacing(16);
    words->addWidget(new KitLabel(tr("Keys and people"), {.type = Type::Title}, column));
    words->addWidget(m_key);
    words->addWidget(m_done);
    words->addWidget(m_trouble);
    words->addWidget(m_people);
    words->addStretch(1);
    auto* page = new QWidget;
    auto* across = new QHBoxLayout(page);
    across->setContentsMargins(24, 8, 24, 0);
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    page->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 4, 0, 0);
    all->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(m_back);
    head->addStretch(1);
    all->addLayout(head);
    all->addWidget(scroll, 1);
}

void KeysView::connectAll()
{
    connect(m_back, &KitButton::clicked, this, &KeysView::backAsked);
    connect(m_inKeyring, &KitButton::clicked, &m_presenter, &KeysPresenter::makeInKeyring);
    connect(m_inFile, &KitButton::clicked, this, [this] {
        m_wantsFile = !m_wantsFile;
        onChanged();
        m_passphrase->setFocus(Qt::TabFocusReason);
    });
    connect(m_makeFile, &KitButton::clicked, this,
            [this] { m_presenter.makeInFile(takeSecret(*m_passphrase), takeSecret(*m_again)); });
    connect(m_unlock, &KitButton::clicked, this, [this] { m_presenter.unlock(takeSecret(*m_passphrase)); });
    connect(m_passphrase, &QLineEdit::returnPressed, this, [this] {
        if (m_again->isVisibleTo(this)) {
            m_again->setFocus(Qt::TabFocusReason);
        } else {
            m_unlock->click();
        }
    });
    connect(m_again, &QLineEdit::returnPressed, m_makeFile, &KitButton::click);
    connect(m_copyRequest, &KitButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_presenter.values().request); });
    connect(m_enrolFirst, &KitButton::clicked, &m_presenter, &KeysPresenter::enrolFirst);
    connect(m_revoke, &KitButton::clicked, this, [this] {
        const QString sure = tr("Revoke: sure?");
        if (m_revoke->text() == sure) {
            m_presenter.revokeOwn();
        } else {
            m_revoke->setText(sure);
        }
    });
    connect(&m_presenter, &KeysPresenter::changed, this, &KeysView::onChanged);
}

void KeysView::showMaking(const KeysValues& values)
{
    const bool canMake = values.standing == KeyStanding::None || values.standing == KeyStanding::Revoked;
    const bool isLocked = values.standing == KeyStanding::Locked;
    m_inKeyring->setVisible(canMake && !m_wantsFile);
    m_inFile->setVisible(canMake);
    m_inFile->setText(m_wantsFile ? tr("Use the keyring instead") : tr("Use a key file instead"));
    m_inFile->setSign(m_wantsFile ? Icon::Key : Icon::File);
    m_passphrases->setVisible(isLocked || (canMake && m_wantsFile));
    m_passphraseWords->setText(isLocked ? tr("Passphrase") : tr("A new passphrase, twice, of 12 characters or more"));
    m_passphrase->setAccessibleName(tr("Passphrase"));
    m_again->setAccessibleName(tr("Passphrase again"));
    m_again->setVisible(!isLocked);
    m_makeFile->setVisible(!isLocked);
    m_unlock->setVisible(isLocked);
    for (KitButton* button : {m_inKeyring, m_inFile, m_makeFile, m_unlock, m_enrolFirst, m_revoke}) {
        button->setEnabled(!values.isBusy);
    }
}

void KeysView::onChanged()
{
    const KeysValues& values = m_presenter.values();
    m_headline->setText(values.headline);
    sayOrHide(*m_text, values.text);
    sayOrHide(*m_place, values.place);
    m_fingerprintWords->setVisible(!values.fingerprint.isEmpty());
    sayOrHide(*m_fingerprint, values.fingerprint);
    const bool waits = values.standing == KeyStanding::Waiting;
    m_requestBlock->setVisible(waits && !values.canEnrolFirst && !values.request.isEmpty());
    m_request->setText(values.request);
    m_enrolFirst->setVisible(waits && values.canEnrolFirst);
    m_revoke->setVisible(values.standing == KeyStanding::Enrolled);
    showMaking(values);
    sayOrHide(*m_done, values.done);
    sayOrHide(*m_trouble, values.trouble);
}

void KeysView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Look::of(*this).colour(Tone::Surface));
}

void KeysView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        emit backAsked();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void KeysView::showEvent(QShowEvent*)
{
    m_back->setFocus(Qt::OtherFocusReason);
}

} // namespace stillgate
