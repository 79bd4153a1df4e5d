// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QKeySequence>
#include <QPainter>
#include <QRect>
#include <QSize>
#include <QString>

#include "core/domain/Words.h"
#include "ui/kit/paint/Mood.h"
#include "ui/kit/theme/Look.h"

/// The small signs of the product as values. Each has three functions: paintMark() draws it into a rectangle, from where reading
/// starts and in the middle of the height; markSize() is the room it asks for; markText() says it in words for a screen
/// reader and for tests. Delegates and widgets (MarkWidget) use the same ones. Numbers and words come in formatted.
namespace stillgate {

enum class DeadlineState { InTime, Soon, Breached, Paused };

/// A ring and the time left: a dot inside when it is soon, a mark when it is breached, two bars when it is paused.
struct DeadlineMark {
    DeadlineState state = DeadlineState::InTime;
    double left = 1.0; ///< share of the time that is left, 0 to 1
    QString text; ///< "00:41", "paused"

    friend bool operator==(const DeadlineMark&, const DeadlineMark&) = default;
};

/// P1 to P4, the first on a tint, the second in heavy type.
struct PriorityMark {
    int level = 4;
    Tone quiet = Tone::Text3; ///< of the others: Text2 on the tint of a selection

    friend bool operator==(const PriorityMark&, const PriorityMark&) = default;
};

/// A bar with the two thresholds of this intent, the number, and the band as a full, half or empty circle with its word.
struct ConfidenceMark {
    double value = 0.0; ///< 0 to 1, as are the thresholds
    double assistedFrom = 0.6;
    double autoFrom = 0.85;
    Band band = Band::Manual;
    QString number; ///< "0.91"
    QString bandWord; ///< "auto"; left away when empty
    bool quiet = false; ///< small, for the second line of a row

    friend bool operator==(const ConfidenceMark&, const ConfidenceMark&) = default;
};

enum class RiskStep { Low, Guarded, High, Severe };
/// From 30 guarded, from 60 high, from 80 severe.
[[nodiscard]] RiskStep riskStep(int score);

/// Four bars and a number.
struct RiskMark {
    int score = 0; ///< 0 to 100
    QString text; ///< "62"; "risk 62"

    friend bool operator==(const RiskMark&, const RiskMark&) = default;
};

/// A word with a shape on a tint: verified, waiting, stale, denied.
struct StatusMark {
    Mood mood = Mood::Neutral;
    std::optional<Icon> icon;
    QString text;

    friend bool operator==(const StatusMark&, const StatusMark&) = default;
};

/// The same without a ground, for lines of facts: "read fresh 4 s ago". Where all is well only the icon is green.
struct FactMark {
    Mood mood = Mood::Neutral;
    std::optional<Icon> icon;
    QString text;
    Type type = Type::Meta;

    friend bool operator==(const FactMark&, const FactMark&) = default;
};

/// A word of the filter line: "stage:" and "gate". Always from left to right.
struct TokenMark {
    QString field;
    QString value;

    friend bool operator==(const TokenMark&, const TokenMark&) = default;
};

/// A key as it is printed on the keyboard.
struct KeyMark {
    enum class Ground { Plain, OnFill };

    QString text; ///< from keyText()
    Ground ground = Ground::Plain;

    friend bool operator==(const KeyMark&, const KeyMark&) = default;
};
/// "Ctrl ↵" for Ctrl+Return.
[[nodiscard]] QString keyText(const QKeySequence& keys);

/// Initials on a colour that stays with the person; a ring while the person looks at it right now.
struct PersonMark {
    enum class Presence { Absent, Looking };

    QString initials;
    unsigned colour = 0;
    Presence presence = Presence::Absent;
    int diameter = 22;

    friend bool operator==(const PersonMark&, const PersonMark&) = default;
};
/// name: as shown; id: what the colour is chosen by.
[[nodiscard]] PersonMark personMark(const QString& name, const QString& id);

/// How many signatures there are of how many: a bar in as many parts.
struct QuorumMark {
    int given = 0;
    int needed = 1;

    friend bool operator==(const QuorumMark&, const QuorumMark&) = default;
};

/// A number in a pill: what waits in a workspace. Yours is filled.
struct CountMark {
    Mood mood = Mood::Neutral;
    QString text;

    friend bool operator==(const CountMark&, const CountMark&) = default;
};

enum class PlateWeight : std::uint8_t { Heavy, Light };

/// The environment. Heavy is light on dark, unmistakable, and kept for the one where everything counts.
struct PlateMark {
    QString text;
    PlateWeight weight = PlateWeight::Heavy;

    friend bool operator==(const PlateMark&, const PlateMark&) = default;
};

void paintMark(QPainter& painter, const QRect& rect, const DeadlineMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const DeadlineMark& mark, const Look& look);
[[nodiscard]] QString markText(const DeadlineMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const PriorityMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const PriorityMark& mark, const Look& look);
[[nodiscard]] QString markText(const PriorityMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const ConfidenceMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const ConfidenceMark& mark, const Look& look);
[[nodiscard]] QString markText(const ConfidenceMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const RiskMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const RiskMark& mark, const Look& look);
[[nodiscard]] QString markText(const RiskMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const StatusMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const StatusMark& mark, const Look& look);
[[nodiscard]] QString markText(const StatusMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const FactMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const FactMark& mark, const Look& look);
[[nodiscard]] QString markText(const FactMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const TokenMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const TokenMark& mark, const Look& look);
[[nodiscard]] QString markText(const TokenMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const KeyMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const KeyMark& mark, const Look& look);
[[nodiscard]] QString markText(const KeyMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const PersonMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const PersonMark& mark, const Look& look);
[[nodiscard]] QString markText(const PersonMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const QuorumMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const QuorumMark& mark, const Look& look);
[[nodiscard]] QString markText(const QuorumMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const CountMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const CountMark& mark, const Look& look);
[[nodiscard]] QString markText(const CountMark& mark);

void paintMark(QPainter& painter, const QRect& rect, const PlateMark& mark, const Look& look);
[[nodiscard]] QSize markSize(const PlateMark& mark, const Look& look);
[[nodiscard]] QString markText(const PlateMark& mark);

/// The ring alone, in the middle of the rectangle.
void paintDeadlineRing(QPainter& painter, const QRect& rect, const DeadlineMark& mark, const Look& look);
/// The bar alone, over the whole width.
void paintConfidenceBar(QPainter& painter, const QRect& rect, const ConfidenceMark& mark, const Look& look);
/// The circle alone, full, half or empty.
void paintBand(QPainter& painter, const QRect& rect, Band band, int diameter, const Look& look);
/// The four bars alone.
void paintRiskBars(QPainter& painter, const QRect& rect, RiskStep step, const Look& look);
[[nodiscard]] Mood moodOf(RiskStep step);
[[nodiscard]] Mood moodOf(DeadlineState state);

} // namespace stillgate
