// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/AuditDetailPane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/audit/FactList.h"
#include "ui/audit/LinkRow.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/DiffTable.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/KitButton.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/LoadingPanel.h"
#include "ui/kit/widget/OutsideText.h"
#include "ui/kit/widget/SectionHeader.h"
#include "ui/kit/widget/StatePanel.h"

namespace stillgate {

namespace {

constexpr int kDetailWidth = 380;
constexpr int kDetailInset = 20;
constexpr int kSectionGap = 18;

void addSectionTitle(QVBoxLayout& layout, const QString& title, const QString& note = {})
{
    layout.addSpacing(kSectionGap);
    auto* header = new SectionHeader(title, nullptr, Type::Label);
    header->setNote(note);
    layout.addWidget(header);
    layout.addSpacing(4);
}

} // namespace

AuditDetailPane::AuditDetailPane(QWidget* parent) : QScrollArea(parent)
{
    setObjectName(QStringLiteral("auditDetail"));
    setAccessibleName(tr("The event"));
    setFixedWidth(kDetailWidth);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::ClickFocus);
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &AuditDetailPane::showAwaited);
    showNothing();
}

QVBoxLayout& AuditDetailPane::begin()
{
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("auditDetailContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(kDetailInset, 12, kDetailInset, 20);
    layout->setSpacing(0);
    m_wait.stop();
    if (QWidget* before = takeWidget()) {
        before->deleteLater(); // what was pressed to come here may be in it
    }
    setWidget(content);
    return *layout;
}

void AuditDetailPane::showNothing()
{
    m_shown.reset();
    QVBoxLayout& layout = begin();
    layout.addSpacing(12);
    layout.addWidget(new KitLabel(tr("No event chosen"), {.type = Type::BodyStrong}));
    layout.addSpacing(4);
    layout.addWidget(
        new KitLabel(tr("Choose one to see what was recorded, who signed it, and the proof that it stands in the ledger."),
                     {.tone = Tone::Text2}, nullptr, Wrap::Words));
    layout.addStretch(1);
}

void AuditDetailPane::showReading(Sequence sequence)
{
    m_awaited = sequence;
    m_wait.start(kLoadingDelay);
}

void AuditDetailPane::showAwaited()
{
    m_shown.reset();
    QVBoxLayout& layout = begin();
    layout.addSpacing(12);
    layout.addWidget(new KitLabel(tr("Reading event %1").arg(QLocale().toString(static_cast<qulonglong>(m_awaited))),
                                  {.tone = Tone::Text2}));
    layout.addStretch(1);
}

void AuditDetailPane::showError(const Error& error)
{
    m_shown.reset();
    StateWords words{StateKind::Error, tr("The event could not be read"), tr("Nothing was changed."), tr("Read it again")};
    if (error.code == ErrorCode::Corrupt) {
        words = {StateKind::Error, tr("A value does not open its commitment"),
                 tr("What came is not what the ledger recorded, so none of it is shown. Call who runs the orchestrator."),
                 tr("Read it again")};
    } else if (error.code == ErrorCode::Unavailable) {
        words = {StateKind::Offline, tr("No connection"), tr("One event in full is read from the orchestrator."),
                 tr("Read it again")};
    } else if (error.code == ErrorCode::NotFound) {
        words = {StateKind::Empty, tr("There is no such event"), tr("The ledger is shorter than this number."), QString()};
    }
    QVBoxLayout& layout = begin();
    layout.addSpacing(12);
    auto* panel = new StatePanel(words);
    panel->setObjectName(QStringLiteral("auditDetailState"));
    connect(panel, &StatePanel::stepChosen, this, &AuditDetailPane::retryAsked);
    layout.addWidget(panel);
    layout.addStretch(1);
}

void AuditDetailPane::showDetail(const AuditShown& shown, const AuditNeighbours& neighbours)
{
    m_shown = shown;
    QVBoxLayout& layout = begin();
    addHead(layout, shown);
    layout.addSpacing(12);
    layout.addWidget(new Hairline);
    layout.addSpacing(10);
    auto* facts = new FactList(shown.facts);
    facts->setObjectName(QStringLiteral("auditFacts"));
    layout.addWidget(facts);
    if (!shown.changes.empty()) {
        addSectionTitle(layout, shown.changesTitle);
        auto* diff = new DiffTable(shown.changesHeader);
        diff->setObjectName(QStringLiteral("auditChanges"));
        diff->setRows(shown.changes);
        layout.addWidget(diff);
    }
    addPayload(layout, shown);
    addPersonal(layout, shown);
    addLinks(layout, shown, neighbours);
    addSectionTitle(layout, tr("Proof"));
    auto* proof = new FactList(shown.proof);
    proof->setObjectName(QStringLiteral("auditProof"));
    layout.addWidget(proof);
    layout.addStretch(1);
}

void AuditDetailPane::addHead(QVBoxLayout& layout, const AuditShown& shown)
{
    auto* line = new QHBoxLayout;
    auto* number = new KitLabel(shown.number, {.type = Type::MonoBody, .tone = Tone::Text2});
    number->setObjectName(QStringLiteral("auditDetailNumber"));
    line->addWidget(number, 1);
    auto* copy = new KitButton(ButtonKind::Bare, Icon::Copy, QString());
    copy->setObjectName(QStringLiteral("copyEvent"));
    copy->setAccessibleName(tr("Copy the bytes that are hashed"));
    copy->setToolTip(copy->accessibleName());
    connect(copy, &QAbstractButton::clicked, this, &AuditDetailPane::copyCanonical);
    line->addWidget(copy);
    layout.addLayout(line);
    auto* title = new KitLabel(shown.title, {.type = Type::PaneTitle}, nullptr, Wrap::Words);
    title->setObjectName(QStringLiteral("auditDetailTitle"));
    layout.addWidget(title);
    layout.addSpacing(2);
    auto* under = new QHBoxLayout;
    auto* meta = new KitLabel(shown.meta, {.tone = Tone::Text2});
    meta->setToolTip(plainToolTip(shown.instant));
    under->addWidget(meta, 1);
    if (shown.ticket) {
        auto* open = new KitButton(ButtonKind::Link, tr("Open ticket"));
        open->setObjectName(QStringLiteral("openTicket"));
        connect(open, &QAbstractButton::clicked, this, [this, ticket = *shown.ticket] { emit ticketChosen(ticket); });
        under->addWidget(open);
    }
    layout.addLayout(under);
}

void AuditDetailPane::addPayload(QVBoxLayout& layout, const AuditShown& shown)
{
    addSectionTitle(layout, tr("What was recorded"), shown.payloadNote);
    auto* payload = new PayloadBox(shown.payload);
    payload->setObjectName(QStringLiteral("auditPayload"));
    layout.addWidget(payload);
}

void AuditDetailPane::addPersonal(QVBoxLayout& layout, const AuditShown& shown)
{
    if (shown.personal.empty()) {
        return;
    }
    addSectionTitle(layout, tr("Personal values"), tr("each opens its commitment"));
    for (const AuditPersonal& personal : shown.personal) {
        layout.addSpacing(4);
        layout.addWidget(new KitLabel(personal.field, {.type = Type::Meta, .tone = Tone::Text3}));
        if (personal.text) {
            auto* text = new OutsideText(nullptr, Type::Body, Tone::Text1);
            text->setContent(OutsideContent::of(*personal.text));
            layout.addWidget(text);
        } else {
            layout.addWidget(new KitLabel(personal.withheld, {.tone = Tone::Text2}, nullptr, Wrap::Words));
        }
    }
}

void AuditDetailPane::addLinks(QVBoxLayout& layout, const AuditShown& shown, const AuditNeighbours& neighbours)
{
    addSectionTitle(layout, tr("Links"));
    const auto neighbour = [&](const std::optional<Sequence>& sequence, const QString& name, const QString& hash,
                               const QString& objectName) {
        if (sequence) {
            auto* row = new LinkRow(Icon::Circle, name, hash, QLocale().toString(static_cast<qulonglong>(*sequence)));
            row->setObjectName(objectName);
            connect(row, &QAbstractButton::clicked, this, [this, at = *sequence] { emit eventChosen(at); });
            layout.addWidget(row);
        }
    };
    neighbour(neighbours.previous, tr("Previous"), neighbours.previousHash, QStringLiteral("previousEvent"));
    auto* own =
        new LinkRow(Icon::Link, tr("This"), neighbours.ownHash, QLocale().toString(static_cast<qulonglong>(shown.sequence)));
    own->setEnabled(false);
    layout.addWidget(own);
    neighbour(neighbours.next, tr("Next"), neighbours.nextHash, QStringLiteral("nextEvent"));
    layout.addSpacing(4);
    auto* hash = new HashLabel(tr("Leaf"));
    hash->setObjectName(QStringLiteral("auditHash"));
    hash->setHash(shown.hash);
    layout.addWidget(hash, 0, Qt::AlignLeading);
}

void AuditDetailPane::copyCanonical() const
{
    if (m_shown) {
        QGuiApplication::clipboard()->setText(m_shown->canonical);
    }
}

} // namespace stillgate
