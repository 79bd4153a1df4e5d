// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

#include "tests/gui/kit/KitGallery.h"
#include "tests/gui/kit/Painted.h"
#include "ui/kit/paint/Lane.h"
#include "ui/kit/paint/Rows.h"
#include "ui/kit/paint/Text.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/widget/KitLabel.h"
#include "ui/kit/widget/MarkWidget.h"

namespace stillgate {

namespace {

constexpr int kRow = 28;

template <typename Mark>
Painted* signRow(const Mark& mark, int room, const QString& words)
{
    return new Painted({320, kRow}, [mark, room, words](QPainter& painter, const QRect& rect, const Look& look) {
        Lane lane(rect, look.direction());
        paintMark(painter, lane.fromStart(room), mark, look);
        paintText(painter, lane.rest(), words, {.tone = Tone::Text2}, look);
    });
}

template <typename Mark>
void addFlow(QVBoxLayout& column, const std::vector<Mark>& marks, int spacing)
{
    auto* line = new QHBoxLayout;
    line->setSpacing(spacing);
    for (const Mark& mark : marks) {
        auto* widget = new MarkWidget<Mark>(mark);
        widget->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        line->addWidget(widget);
    }
    line->addStretch(1);
    column.addLayout(line);
}

void addDeadlines(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("SLA"));
    column.addWidget(
        signRow(DeadlineMark{DeadlineState::InTime, 0.75, QStringLiteral("02:44")}, 96, QStringLiteral("in time")));
    column.addWidget(signRow(DeadlineMark{DeadlineState::Soon, 0.3, QStringLiteral("00:41")}, 96,
                             QStringLiteral("soon: amber, dot inside")));
    column.addWidget(signRow(DeadlineMark{DeadlineState::Breached, 0, QStringLiteral("−00:06")}, 96,
                             QStringLiteral("breached: red, mark inside")));
    column.addWidget(
        signRow(DeadlineMark{DeadlineState::Paused, 0.7, QStringLiteral("paused")}, 96, QStringLiteral("customer is awaited")));
}

void addConfidences(QVBoxLayout& column, const Formatting& formatting)
{
    addSection(column, QStringLiteral("Confidence and band"));
    const auto mark = [&formatting](double value, Band band, const QString& word) {
        return ConfidenceMark{.value = value, .band = band, .number = formatting.ratio(value), .bandWord = word};
    };
    column.addWidget(signRow(mark(0.95, Band::Auto, QStringLiteral("auto")), 320, {}));
    column.addWidget(signRow(mark(0.72, Band::Assisted, QStringLiteral("assisted")), 320, {}));
    column.addWidget(signRow(mark(0.41, Band::Manual, QStringLiteral("manual")), 320, {}));
    ConfidenceMark quiet = mark(0.88, Band::Assisted, QStringLiteral("assisted"));
    quiet.assistedFrom = 0.7;
    quiet.autoFrom = 0.92;
    quiet.quiet = true;
    column.addWidget(signRow(quiet, 176, QStringLiteral("own ticks, in a row")));
}

void addRisks(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Risk and priority"));
    struct Row {
        int score;
        const char* word;
        int level;
        const char* span;
    };
    constexpr Row kRows[] = {{12, "low", 4, "24 to 72 h"},
                             {44, "guarded", 3, "8 to 12 h"},
                             {66, "high", 2, "2 to 4 h"},
                             {91, "severe", 1, "1 to 2 h"}};
    for (const Row& row : kRows) {
        column.addWidget(new Painted({320, kRow}, [row](QPainter& painter, const QRect& rect, const Look& look) {
            Lane lane(rect, look.direction());
            paintMark(painter, lane.fromStart(60), RiskMark{row.score, QString::number(row.score)}, look);
            paintText(painter, lane.fromStart(106), QLatin1String(row.word), {.tone = Tone::Text2}, look);
            paintMark(painter, lane.fromStart(40), PriorityMark{row.level}, look);
            paintText(painter, lane.rest(), QLatin1String(row.span), {.tone = Tone::Text2}, look);
        }));
    }
}

void addStatuses(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("Status, always with a shape"));
    addFlow<StatusMark>(column,
                        {{Mood::Verified, Icon::CheckCircle, QStringLiteral("verified")},
                         {Mood::Yours, Icon::PauseCircle, QStringLiteral("waiting")},
                         {Mood::Soon, Icon::Warning, QStringLiteral("stale")},
                         {Mood::Harm, Icon::CrossCircle, QStringLiteral("denied")}},
                        8);
    column.addSpacing(8);
    addFlow<StatusMark>(column,
                        {{Mood::Neutral, Icon::Undo, QStringLiteral("reversed")},
                         {Mood::Harm, Icon::Alert, QStringLiteral("red flag")},
                         {Mood::Neutral, Icon::Offline, QStringLiteral("offline")},
                         {Mood::Neutral, Icon::Eye, QStringLiteral("shadow")}},
                        8);
    column.addSpacing(8);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(new MarkWidget<PlateMark>({QStringLiteral("PROD")}));
    line->addWidget(new MarkWidget<CountMark>({Mood::Neutral, QStringLiteral("37")}));
    line->addWidget(new MarkWidget<CountMark>({Mood::Yours, QStringLiteral("7")}));
    line->addWidget(new MarkWidget<TokenMark>({QStringLiteral("stage:"), QStringLiteral("gate")}));
    line->addWidget(new MarkWidget<FactMark>({Mood::Verified, Icon::CheckCircle, QStringLiteral("read fresh")}));
    line->addStretch(1);
    column.addLayout(line);
}

void addPeople(QVBoxLayout& column)
{
    addSection(column, QStringLiteral("People"));
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    PersonMark lena{.initials = QStringLiteral("LS"), .colour = 1, .presence = PersonMark::Presence::Looking};
    for (const PersonMark& mark : {PersonMark{.initials = QStringLiteral("MO"), .colour = 0}, lena,
                                   PersonMark{.initials = QStringLiteral("RA"), .colour = 2},
                                   PersonMark{.initials = QStringLiteral("TK"), .colour = 3, .diameter = 32}}) {
        auto* widget = new MarkWidget<PersonMark>(mark);
        widget->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        line->addWidget(widget);
    }
    line->addWidget(new KitLabel(QStringLiteral("looking now"), {.tone = Tone::Text2}), 1);
    auto* quorum = new MarkWidget<QuorumMark>({1, 2});
    quorum->setFixedWidth(60);
    line->addWidget(quorum);
    column.addLayout(line);
}

void paintHolds(QPainter& painter, const QRect& rect, const Look& look)
{
    constexpr double kDone[] = {0.0, 0.33, 0.66};
    for (int i = 0; i < 4; ++i) {
        const QRect place = QStyle::visualRect(look.direction(), rect, QRect(rect.x() + i * 82, rect.y(), 74, 32));
        if (i == 3) {
            paintBox(painter, place, 6, look.colour(Tone::VerifiedTint));
            look.paintIcon(painter, place, Icon::Check, 18, Tone::Verified);
            continue;
        }
        paintBox(painter, place, 6, look.colour(i == 0 ? Tone::Fill : Tone::HoldTrack));
        painter.save();
        const QRect done(place.x(), place.y(), qRound(kDone[i] * place.width()), place.height());
        painter.setClipRect(QStyle::visualRect(look.direction(), place, done));
        paintBox(painter, place, 6, look.colour(Tone::HoldFill));
        painter.restore();
        look.paintIcon(painter, place, Icon::Sign, 18, Tone::OnFill);
    }
}

} // namespace

void addSignColumn(QVBoxLayout& column, const Formatting& formatting)
{
    addDeadlines(column);
    addConfidences(column, formatting);
    addRisks(column);
    addStatuses(column);
    addPeople(column);
    addSection(column, QStringLiteral("Hold to sign, 1 s"));
    column.addWidget(new Painted({320, 34}, paintHolds));
}

} // namespace stillgate
