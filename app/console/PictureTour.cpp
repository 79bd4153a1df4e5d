// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/PictureTour.h"

#include <array>

#include <QAction>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QPixmap>
#include <QWidget>

#include "ui/kit/text/OwnText.h"

namespace stillgate::console {

namespace {

constexpr int kLookEvery = 250;
constexpr int kMostLooks = 240; // a minute
constexpr int kSettle = 1'500; // what fades has faded

} // namespace

PictureTour::PictureTour(std::filesystem::path folder, QObject* parent) : QObject(parent), m_folder(std::move(folder))
{
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &PictureTour::look);
}

void PictureTour::start(QWidget& window, std::function<bool()> isReady)
{
    m_window = &window;
    m_isReady = std::move(isReady);
    m_timer.start();
}

void PictureTour::look()
{
    if (m_isReady()) {
        m_timer.stop();
        QTimer::singleShot(kSettle, this, &PictureTour::takeNext);
    } else if (++m_looks > kMostLooks) {
        m_timer.stop();
        end(fail(ErrorCode::Unavailable, "pictures", "the queue was not there within a minute"));
    }
}

void PictureTour::end(Result<void> result)
{
    m_result = std::move(result);
    emit ended();
}

Result<void> PictureTour::grab(const std::string& name)
{
    const std::filesystem::path file = m_folder / (name + ".png");
    std::error_code failed;
    std::filesystem::create_directories(m_folder, failed);
    if (failed || !m_window->grab().save(ownText(file.string()))) {
        return fail(ErrorCode::Io, file.string(), "the picture cannot be written");
    }
    return {};
}

bool PictureTour::openFirstTicket()
{
    auto* const list = m_window->findChild<QWidget*>(QStringLiteral("queueTable"));
    if (list == nullptr) {
        return false;
    }
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QKeyEvent release(QEvent::KeyRelease, Qt::Key_Return, Qt::NoModifier);
    QCoreApplication::sendEvent(list, &press);
    QCoreApplication::sendEvent(list, &release);
    return true;
}

bool PictureTour::goTo(int place)
{
    auto* const action = m_window->findChild<QAction*>(QStringLiteral("goTo%1").arg(place));
    if (action == nullptr) {
        return false;
    }
    action->trigger();
    return true;
}

void PictureTour::takeNext()
{
    struct Stop {
        const char* name;
        std::function<bool()> leave; ///< towards the next one
    };
    const std::array<Stop, 5> stops{{{"queue", [this] { return openFirstTicket(); }},
                                     {"packet", [this] { return goTo(2); }},
                                     {"approvals", [this] { return goTo(3); }},
                                     {"audit", [this] { return goTo(4); }},
                                     {"quality", {}}}};
    const Stop& stop = stops.at(m_stop);
    if (auto taken = grab(stop.name); !taken || !stop.leave) {
        end(taken);
        return;
    }
    if (!stop.leave()) {
        end(fail(ErrorCode::Internal, stop.name, "the window has no way on from here"));
        return;
    }
    ++m_stop;
    QTimer::singleShot(kSettle, this, &PictureTour::takeNext);
}

} // namespace stillgate::console
