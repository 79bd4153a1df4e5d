// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/SignaturesPane.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/PlainToolTip.h"
#include "ui/kit/widget/Card.h"
#include "ui/kit/widget/HashLabel.h"
#include "ui/kit/widget/KitLabel.h"

namespace stillgate {

namespace {

constexpr int kBindingRow = 30;
constexpr int kCopyRoom = 36;
constexpr int kSideInset = 24;
constexpr int kPersonRow = 48;

struct StandingSign {
    Icon icon;
    Tone tone;
};

StandingSign signOf(SignerStanding standing)
{
    switch (standing) {
    case SignerStanding::Signed: return {Icon::CheckCircle, Tone::Verified};
    case SignerStanding::Yours: return {Icon::PauseCircle, Tone::Accent};
    case SignerStanding::May: return {Icon::Circle, Tone::Text3};
    case SignerStanding::MayNot: return {Icon::Lock, Tone::Text3};
    }
    return {Icon::Circle, Tone::Text3};
}

/// A person's badge, name and standing.
class PersonRow final : public QWidget {
public:
    PersonRow(Signatory person, QWidget* parent) : QWidget(parent), m_person(std::move(person))
    {
        setFixedHeight(kPersonRow);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAccessibleName(m_person.name);
        setAccessibleDescription(m_person.support);
        setToolTip(plainToolTip(m_person.support));
    }

    [[nodiscard]] QSize sizeHint() const override { return {240, kPersonRow}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Look look = Look::of(*this);
        Lane lane(rect(), look.direction());
        paintMark(painter, lane.fromStart(markSize(m_person.mark, look).width(), 10), m_person.mark, look);
        const StandingSign sign = signOf(m_person.standing);
        look.paintIcon(painter, lane.fromEnd(16, 8), sign.icon, 16, sign.tone);
        const QRect words = lane.rest();
        const int middle = words.height() / 2;
        const bool quiet = m_person.standing == SignerStanding::MayNot;
        paintText(painter, QRect(words.x(), middle - 19, words.width(), 20), m_person.name,
                  {.type = Type::BodyMedium, .tone = quiet ? Tone::Text2 : Tone::Text1}, look);
        paintText(painter, QRect(words.x(), middle + 1, words.width(), 16), m_person.support,
                  {.type = Type::Meta, .tone = quiet ? Tone::Text3 : Tone::Text2}, look);
    }

private:
    Signatory m_person;
};

} // namespace

SignaturesPane::SignaturesPane(QWidget* parent)
    : QWidget(parent)
    , m_count(new KitLabel({}, {.type = Type::Section, .align = Align::End}, this))
    , m_bar(new MarkWidget<QuorumMark>({}, this))
{
    setObjectName(QStringLiteral("signaturesPane"));
    m_count->setObjectName(QStringLiteral("signaturesCount"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSideInset, 20, kSideInset, 20);
    layout->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->addWidget(new KitLabel(tr("Signatures"), {.type = Type::Section}, this), 1);
    top->addWidget(m_count);
    layout->addLayout(top);
    layout->addSpacing(6);
    layout->addWidget(m_bar);
    layout->addSpacing(8);
    layout->addStretch(1);
}

void SignaturesPane::setValues(const DecisionValues& values)
{
    if (m_list != nullptr && values.quorum == m_quorum && values.bindings == m_bindings && values.undoable == m_undoable) {
        return;
    }
    m_quorum = values.quorum;
    m_bindings = values.bindings;
    m_undoable = values.undoable;
    m_count->setText(tr("%1 of %2").arg(m_quorum.given).arg(m_quorum.needed));
    m_bar->setMark({.given = m_quorum.given, .needed = m_quorum.needed});
    fill();
}

void SignaturesPane::addHeader(const QString& title)
{
    m_lines->addSpacing(12);
    m_lines->addWidget(new KitLabel(title, {.type = Type::Label, .tone = Tone::Text3}, m_list));
    m_lines->addSpacing(4);
}

void SignaturesPane::addLine()
{
    m_lines->addSpacing(8);
    m_lines->addWidget(new Hairline(Qt::Horizontal, m_list));
}

void SignaturesPane::addPeople(const QString& title, const std::vector<Signatory>& people)
{
    if (people.empty()) {
        return;
    }
    if (!title.isEmpty()) {
        addLine();
        addHeader(title);
    }
    for (const Signatory& person : people) {
        m_lines->addWidget(new PersonRow(person, m_list));
    }
}

void SignaturesPane::fill()
{
    delete m_list;
    m_list = new QWidget(this);
    m_lines = new QVBoxLayout(m_list);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(0);
    addPeople({}, m_quorum.have);
    addPeople(tr("May also sign"), m_quorum.may);
    addPeople(tr("May not sign"), m_quorum.mayNot);
    if (!m_undoable.isEmpty()) {
        addLine();
        addHeader(tr("If it goes wrong"));
        m_lines->addWidget(new KitLabel(m_undoable, {.tone = Tone::Text2}, m_list, Wrap::Words));
    }
    if (!m_bindings.empty()) {
        addLine();
        addHeader(tr("What a signature binds"));
        for (const SignedBinding& binding : m_bindings) {
            auto* room = new QWidget(m_list);
            room->setFixedHeight(kBindingRow);
            auto* line = new QHBoxLayout(room);
            line->setContentsMargins(0, 0, 0, 0);
            line->setSpacing(0);
            line->addWidget(new KitLabel(binding.label, {.type = Type::Meta, .tone = Tone::Text2}, room), 1);
            if (binding.whole.isEmpty()) {
                line->addWidget(new KitLabel(binding.shown, {.type = Type::Meta, .tone = Tone::Text3}, room));
                // Hashes end before the button that copies them.
                line->addSpacing(kCopyRoom);
            } else {
                auto* hash = new HashLabel({}, room);
                hash->setHash(binding.whole);
                hash->setAccessibleName(binding.label);
                line->addWidget(hash);
            }
            m_lines->addWidget(room);
        }
    }
    static_cast<QVBoxLayout*>(layout())->insertWidget(layout()->count() - 1, m_list);
    m_list->show();
}

} // namespace stillgate
