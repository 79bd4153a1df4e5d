// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/account/PeoplePane.h"

#include <array>
#include <memory>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/kit/paint/Marks.h"
#include "ui/kit/text/TicketWords.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/KitLineEdit.h"
#include "ui/kit/widget/MarkWidget.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/kit/widget/SegmentedControl.h"

namespace stillgate {

namespace {

constexpr int kRowHeight = 44;
constexpr int kFieldWidth = 220;
/// Of the choice, in its order. Services sign in by other means.
constexpr std::array kRolesToGive{Role::L2Agent, Role::Supervisor, Role::Qa, Role::Admin, Role::Auditor};

QStringList roleChoices()
{
    QStringList words;
    words.reserve(static_cast<qsizetype>(kRolesToGive.size()));
    for (const Role role : kRolesToGive) {
        words << roleWords(role);
    }
    return words;
}

/// What cannot be taken back is pressed twice: the first press asks.
void askTwice(KitButton& button, const QString& sure, std::function<void()> run)
{
    QObject::connect(&button, &KitButton::clicked, &button, [&button, sure, run = std::move(run)] {
        if (button.text() == sure) {
            run();
        } else {
            button.setText(sure);
            button.setAccessibleName(sure);
            button.updateGeometry();
        }
    });
}

} // namespace

PeoplePane::PeoplePane(KeysPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_rows(new QWidget(this))
    , m_adding(new QWidget(this))
    , m_login(new KitLineEdit(FieldKind::Field, m_adding))
    , m_name(new KitLineEdit(FieldKind::Field, m_adding))
    , m_role(new SegmentedControl(roleChoices(), m_adding))
    , m_add(new KitButton(ButtonKind::Outlined, Icon::Plus, tr("Invite"), m_adding))
    , m_invitation(new Card(CardKind::Sunken, this))
    , m_invitationWords(new KitLabel({}, {.tone = Tone::Text2}, m_invitation, Wrap::Words))
    , m_invitationCode(new KitLabel({}, {.type = Type::MonoBody, .cut = Cut::Never, .flow = Flow::LeftToRight}, m_invitation))
    , m_countersigning(new QWidget(this))
    , m_request(new KitLineEdit(FieldKind::Field, m_countersigning))
    , m_compareWords(new KitLabel({}, {.tone = Tone::Text2}, m_countersigning, Wrap::Words))
    , m_fingerprint(new KitLabel({}, {.type = Type::MonoBody, .flow = Flow::LeftToRight}, m_countersigning))
    , m_countersign(new KitButton(ButtonKind::Primary, Icon::Sign, tr("They match: countersign"), m_countersigning))
{
    setObjectName(QStringLiteral("peoplePane"));
    m_login->setObjectName(QStringLiteral("addLogin"));
    m_name->setObjectName(QStringLiteral("addName"));
    m_role->setObjectName(QStringLiteral("addRole"));
    m_add->setObjectName(QStringLiteral("addPerson"));
    m_invitationCode->setObjectName(QStringLiteral("invitationCode"));
    m_request->setObjectName(QStringLiteral("requestField"));
    m_fingerprint->setObjectName(QStringLiteral("requestFingerprint"));
    m_countersign->setObjectName(QStringLiteral("countersign"));
    layOut();
    connect(m_add, &KitButton::clicked, this, &PeoplePane::add);
    connect(m_login, &QLineEdit::returnPressed, m_name, [this] { m_name->setFocus(Qt::TabFocusReason); });
    connect(m_name, &QLineEdit::returnPressed, this, &PeoplePane::add);
    connect(m_request, &QLineEdit::textChanged, &m_presenter, &KeysPresenter::readRequest);
    connect(m_countersign, &KitButton::clicked, this, [this] {
        m_presenter.countersign();
        m_request->blockSignals(true);
        m_request->clear();
        m_request->blockSignals(false);
    });
    connect(&m_presenter, &KeysPresenter::changed, this, &PeoplePane::onChanged);
    onChanged();
}

void PeoplePane::layOut()
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(12);
    all->addWidget(new SectionHeader(tr("People"), this));
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    all->addWidget(m_rows);
    layOutAdding(*all);
    layOutCountersigning(*all);
}

void PeoplePane::layOutAdding(QVBoxLayout& all)
{
    auto* adding = new QVBoxLayout(m_adding);
    adding->setContentsMargins(0, 12, 0, 0);
    adding->setSpacing(10);
    adding->addWidget(new SectionHeader(tr("Invite somebody"), m_adding));
    auto* names = new QHBoxLayout;
    names->setSpacing(12);
    m_login->setPlaceholderText(tr("Name to sign in by"));
    m_login->setAccessibleName(tr("Name to sign in by"));
    m_name->setPlaceholderText(tr("How others call them"));
    m_name->setAccessibleName(tr("How others call them"));
    m_login->setMinimumWidth(kFieldWidth);
    m_name->setMinimumWidth(kFieldWidth);
    names->addWidget(m_login);
    names->addWidget(m_name);
    names->addStretch(1);
    adding->addLayout(names);
    auto* role = new QHBoxLayout;
    role->setSpacing(12);
    m_role->setAccessibleName(tr("Role"));
    role->addWidget(m_role);
    role->addStretch(1);
    role->addWidget(m_add);
    adding->addLayout(role);
    all.addWidget(m_adding);

    auto* told = new QVBoxLayout(m_invitation);
    told->setContentsMargins(16, 12, 16, 12);
    told->setSpacing(6);
    told->addWidget(m_invitationWords);
    auto* code = new QHBoxLayout;
    code->addWidget(m_invitationCode);
    auto* copy = new KitButton(ButtonKind::Link, tr("Copy"), m_invitation);
    copy->setObjectName(QStringLiteral("invitationCopy"));
    connect(copy, &KitButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_invitationCode->text()); });
    code->addWidget(copy);
    code->addStretch(1);
    told->addLayout(code);
    all.addWidget(m_invitation);
}

void PeoplePane::layOutCountersigning(QVBoxLayout& all)
{
    auto* layout = new QVBoxLayout(m_countersigning);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new SectionHeader(tr("Countersign a key"), m_countersigning));
    m_request->setPlaceholderText(tr("Paste the request of the key's owner"));
    m_request->setAccessibleName(tr("Request of the key's owner"));
    layout->addWidget(m_request);
    layout->addWidget(m_compareWords);
    layout->addWidget(m_fingerprint);
    auto* step = new QHBoxLayout;
    step->addSpacing(-KitButton::kRingRoom);
    step->addWidget(m_countersign);
    step->addStretch(1);
    layout->addLayout(step);
    all.addWidget(m_countersigning);
}

void PeoplePane::onChanged()
{
    const KeysValues& values = m_presenter.values();
    if (values.people != m_shown || values.canManage != m_couldManage) {
        m_shown = values.people;
        m_couldManage = values.canManage;
        fillRows();
    }
    m_adding->setVisible(values.canManage);
    m_add->setEnabled(!values.isBusy);
    m_invitation->setVisible(values.invitation.has_value());
    if (values.invitation) {
        m_invitationWords->setText(values.invitation->words);
        m_invitationCode->setText(values.invitation->code);
    }
    m_countersigning->setVisible(values.canCountersign);
    m_compareWords->setVisible(values.compare.has_value());
    m_fingerprint->setVisible(values.compare.has_value());
    m_countersign->setVisible(values.compare.has_value());
    m_countersign->setEnabled(!values.isBusy);
    if (values.compare) {
        m_compareWords->setText(tr("The key is %1's. Have them read their fingerprint aloud, and compare every group.")
                                    .arg(values.compare->person));
        m_fingerprint->setText(values.compare->fingerprint);
    }
}

void PeoplePane::fillRows()
{
    auto* rows = static_cast<QVBoxLayout*>(m_rows->layout());
    while (QLayoutItem* item = rows->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const PersonLine& line : m_shown) {
        rows->addWidget(rowOf(line));
        if (m_couldManage && m_open == line.person) {
            rows->addWidget(changesOf(line));
        }
        rows->addWidget(new Hairline(Qt::Horizontal, m_rows));
    }
}

QWidget* PeoplePane::rowOf(const PersonLine& line)
{
    auto* row = new QWidget(m_rows);
    row->setObjectName(QStringLiteral("personRow"));
    row->setMinimumHeight(kRowHeight);
    row->setAccessibleName(tr("%1, %2, %3", "name, roles, state").arg(line.name, line.roles, line.state));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(12);
    layout->addWidget(new MarkWidget<PersonMark>(personMark(line.name, QString::fromStdString(line.person.text())), row));
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(new KitLabel(line.isMe ? tr("%1 (you)").arg(line.name) : line.name, {.type = Type::BodyMedium}, row));
    words->addWidget(new KitLabel(line.roles, {.type = Type::Meta, .tone = Tone::Text3}, row));
    layout->addLayout(words, 1);
    layout->addWidget(new KitLabel(line.state, {.tone = line.isDisabled ? Tone::Harm : Tone::Text2, .align = Align::End}, row),
                      1);
    if (m_couldManage && !line.isMe) {
        auto* more = new KitButton(ButtonKind::Bare, m_open == line.person ? Icon::ChevronUp : Icon::More, {}, row);
        more->setObjectName(QStringLiteral("personMore"));
        more->setAccessibleName(tr("Change %1").arg(line.name));
        connect(more, &KitButton::clicked, this, [this, person = line.person] {
            m_open = m_open == person ? std::nullopt : std::optional(person);
            fillRows();
        });
        layout->addWidget(more);
    }
    return row;
}

QWidget* PeoplePane::changesOf(const PersonLine& line)
{
    auto* changes = new QWidget(m_rows);
    auto* layout = new QHBoxLayout(changes);
    layout->setContentsMargins(36, 0, 0, 8);
    layout->setSpacing(4);
    const auto addChange = [&](ButtonKind kind, const QString& words, const QString& sure, const char* name,
                               void (KeysPresenter::*run)(const PersonId&)) {
        auto* button = new KitButton(kind, words, changes);
        button->setObjectName(QLatin1String(name));
        askTwice(*button, sure, [this, run, person = line.person] { (m_presenter.*run)(person); });
        layout->addWidget(button);
    };
    if (line.isDisabled) {
        addChange(ButtonKind::Outlined, tr("Enable"), tr("Enable: sure?"), "personEnable", &KeysPresenter::enable);
    } else {
        addChange(ButtonKind::Outlined, tr("Invite anew"), tr("Their password ends: sure?"), "personInvite",
                  &KeysPresenter::inviteAnew);
        addChange(ButtonKind::Outlined, tr("Sign out everywhere"), tr("Sign out: sure?"), "personEnd",
                  &KeysPresenter::endSessions);
        if (!line.keys.empty()) {
            addChange(ButtonKind::Harm, tr("Revoke key"), tr("Revoke: sure?"), "personRevoke", &KeysPresenter::revokeKeys);
        }
        addChange(ButtonKind::Harm, tr("Disable"), tr("Disable: sure?"), "personDisable", &KeysPresenter::disable);
    }
    layout->addStretch(1);
    return changes;
}

void PeoplePane::add()
{
    m_presenter.add(m_login->text(), m_name->text(), kRolesToGive[static_cast<std::size_t>(m_role->current())]);
    m_login->clear();
    m_name->clear();
}

} // namespace stillgate
