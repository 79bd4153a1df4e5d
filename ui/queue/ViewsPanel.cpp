// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/ViewsPanel.h"

#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/queue/QueueMeasures.h"
#include "ui/queue/QueueText.h"

namespace stillgate {

namespace {

constexpr int kViewRow = 28;
constexpr int kViewsInset = 8;
constexpr int kViewsHead = 38;
constexpr int kMoodIcon = 14;

class ViewDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {0, kViewRow}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        if (option.widget == nullptr) {
            return;
        }
        const Look look = Look::of(*option.widget);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const RowState state{.selected = selected, .hovered = option.state.testFlag(QStyle::State_MouseOver)};
        paintRoundRow(*painter, option.rect, state, look);
        const int count = index.data(ViewsModel::CountRole).toInt();
        const Mood mood = count > 0 ? index.data(ViewsModel::MoodRole).value<Mood>() : Mood::Neutral;
        const QString number = option.locale.toString(count);
        Lane lane(option.rect.adjusted(kViewsInset, 0, -kViewsInset, 0), look.direction());
        const Type type = selected ? Type::BodyStrong : Type::Body;
        const bool isCalm = mood == Mood::Neutral;
        const Type loud = isCalm ? type : Type::BodyStrong;
        const Tone tone = !isCalm ? tonesOf(mood).text : selected ? Tone::Text1 : Tone::Text3;
        paintText(*painter, lane.fromEnd(textWidth(number, loud, look), kViewsInset), number,
                  {.type = loud, .tone = tone, .align = Align::End, .cut = Cut::Never}, look);
        if (!isCalm) {
            const Icon icon = mood == Mood::Harm ? Icon::Alert : Icon::Warning;
            look.paintIcon(*painter, lane.fromEnd(kMoodIcon, kViewsInset), icon, kMoodIcon, tonesOf(mood).shape);
        }
        paintText(*painter, lane.rest(), index.data(Qt::DisplayRole).toString(),
                  {.type = type, .tone = selected ? Tone::Text1 : Tone::Text2}, look);
        const auto keyboard = QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;
        if ((option.state & keyboard) == keyboard) {
            paintFocusRing(*painter, option.rect.adjusted(2, 2, -2, -2), 5, look);
        }
    }
};

} // namespace

void ViewsModel::setCounts(const ViewCounts::Counts& counts)
{
    for (std::size_t view = 0; view < counts.size(); ++view) {
        if (std::exchange(m_counts[view], counts[view]) != counts[view]) {
            const QModelIndex changed = index(static_cast<int>(view));
            emit dataChanged(changed, changed);
        }
    }
}

int ViewsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kQueueViews.size());
}

QVariant ViewsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto view = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole: return viewName(view);
    case CountRole: return m_counts[view];
    case MoodRole: return QVariant::fromValue(kQueueViews[view].mood);
    case Qt::ToolTipRole: return QueueText::tr("%1, key %2").arg(viewName(view)).arg(viewDigit(view));
    case Qt::AccessibleTextRole: return QueueText::tr("%1, %n tickets", "", m_counts[view]).arg(viewName(view));
    default: return {};
    }
}

ViewsPanel::ViewsPanel(QWidget* parent) : QWidget(parent), m_list(new QListView(this))
{
    setObjectName(QStringLiteral("viewsPanel"));
    setFixedWidth(kViewsWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kViewsInset, 0, kViewsInset, 0);
    layout->setSpacing(0);
    auto* name = new KitLabel(QueueText::tr("Views"), {.type = Type::Label, .tone = Tone::Text3}, this);
    name->setFixedHeight(kViewsHead);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kViewsInset, 0, 0, 0);
    head->addWidget(name);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    m_list->setObjectName(QStringLiteral("viewsList"));
    m_list->setAccessibleName(QueueText::tr("Views"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ViewDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (!m_isSetting && current.isValid()) {
            emit chosen(static_cast<std::size_t>(current.row()));
        }
    });
}

void ViewsPanel::setCurrent(std::size_t view)
{
    m_isSetting = true;
    m_list->setCurrentIndex(m_model.index(static_cast<int>(view)));
    m_isSetting = false;
}

void ViewsPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Look look = Look::of(*this);
    painter.fillRect(rect(), look.colour(Tone::Canvas));
    const QRect edge(rect().right(), 0, 1, height());
    painter.fillRect(QStyle::visualRect(look.direction(), rect(), edge), look.colour(Tone::Hairline));
}

} // namespace stillgate
