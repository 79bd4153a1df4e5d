// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/PictureTour.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPixmap>
#include <QWidget>

namespace stillgate::console {

namespace {

constexpr int kLookEvery = 250;
constexpr int kMostLooks = 240; // a minute
constexpr int kSettle = 1'500; // what fades has faded

} // namespace

PictureTour::PictureTour(QWidget& window, std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_window(window), m_folder(std::move(folder))
{
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &PictureTour::look);
}

void PictureTour::start(std::function<bool()> isReady)
{
    m_isReady = std::move(isReady);
    m_timer.start();
}

void PictureTour::look()
{
    if (m_isReady()) {
        m_timer.stop();
        QTimer::singleShot(kSettle, this, &PictureTour::takeQueue);
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

Result<void> PictureTour::grab(const char* name)
{
    const std::filesystem::path file = m_folder / name;
    std::error_code failed;
    std::filesystem::create_directories(m_folder, failed);
    if (failed || !m_window.grab().save(QString::fromStdString(file.string()))) {
        return fail(ErrorCode::Io, file.string(), "the picture cannot be written");
    }
    return {};
}

void PictureTour::takeQueue()
{
    if (auto taken = grab("queue.png"); !taken) {
        end(taken);
        return;
    }
    QWidget* const list = m_window.findChild<QWidget*>(QStringLiteral("queueTable"));
    if (list == nullptr) {
        end(fail(ErrorCode::Internal, "queueTable", "the window has no queue"));
        return;
    }
    QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QKeyEvent release(QEvent::KeyRelease, Qt::Key_Return, Qt::NoModifier);
    QCoreApplication::sendEvent(list, &press);
    QCoreApplication::sendEvent(list, &release);
    QTimer::singleShot(kSettle, this, &PictureTour::takePacket);
}

void PictureTour::takePacket()
{
    end(grab("packet.png"));
}

} // namespace stillgate::console
