// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QAbstractButton>
#include <QWidget>

#include "ui/kit/paint/Mood.h"
#include "ui/kit/theme/Icon.h"
#include "ui/quality/ReviewFlow.h"

namespace stillgate {

/// One sampler with how many tickets it has, 28 high.
class SamplerButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit SamplerButton(const QString& text, QWidget* parent = nullptr);

    void setCount(const QString& count);
    [[nodiscard]] QSize sizeHint() const override { return {190, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_count;
};

/// A number of the session, or one of its last reviews, ready to paint.
struct SessionLine {
    QString label;
    QString value;

    friend bool operator==(const SessionLine&, const SessionLine&) = default;
};
struct RecentReview {
    Icon icon = Icon::Check;
    Mood mood = Mood::Neutral;
    QString number;
    QString label;
    QString fate; ///< in words: "sending", "refused: role missing"

    friend bool operator==(const RecentReview&, const RecentReview&) = default;
};

/// How the session goes: numbers, and the last five.
class SessionBox final : public QWidget {
    Q_OBJECT

public:
    explicit SessionBox(QWidget* parent = nullptr);

    void show(std::vector<SessionLine> lines, std::vector<RecentReview> recent);
    [[nodiscard]] const std::vector<SessionLine>& lines() const { return m_lines; }
    [[nodiscard]] const std::vector<RecentReview>& recent() const { return m_recent; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void paintRecent(QPainter& painter, const QRect& rect, const RecentReview& review) const;

    std::vector<SessionLine> m_lines;
    std::vector<RecentReview> m_recent;
};

/// Which tickets come up, and how the session goes, 224 wide.
class SamplerPane final : public QWidget {
    Q_OBJECT

public:
    explicit SamplerPane(const Formatting& formatting, QWidget* parent = nullptr);

    void showSampler(Sampler sampler);
    void showCounts(const ReviewSampler& samples);
    void showSession(const ReviewSession& session, LinkState link);

signals:
    void chosen(stillgate::Sampler sampler);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Formatting& m_formatting;
    std::array<SamplerButton*, kSamplers> m_samplers{};
    SessionBox* m_session;
};

[[nodiscard]] QString samplerWords(Sampler sampler);

} // namespace stillgate
