// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/Connection.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace stillgate::sandbox {

namespace {

constexpr std::chrono::seconds kMoveTime{5};

} // namespace

Connection::~Connection()
{
    ::shutdown(m_socket, SHUT_RDWR);
    ::close(m_socket);
}

bool Connection::await(short event, std::chrono::milliseconds most) const
{
    std::array<pollfd, 2> watched{{{m_socket, event, 0}, {m_wake, POLLIN, 0}}};
    int ready = 0;
    do {
        ready = ::poll(watched.data(), watched.size(), static_cast<int>(most.count()));
    } while (ready < 0 && errno == EINTR);
    return ready > 0 && watched[0].revents != 0 && (event == POLLOUT || watched[1].revents == 0);
}

bool Connection::awaitInput(std::chrono::milliseconds most) const
{
    return m_begin < m_end || await(POLLIN, most);
}

bool Connection::awaitRoom(std::chrono::milliseconds most) const
{
    return await(POLLOUT, most);
}

ssize_t Connection::read(char* out, std::size_t size)
{
    if (m_begin == m_end) {
        if (!await(POLLIN, kMoveTime)) {
            return -1;
        }
        const ssize_t count = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        if (count <= 0) {
            return count;
        }
        m_begin = 0;
        m_end = static_cast<std::size_t>(count);
    }
    const std::size_t given = std::min(size, m_end - m_begin);
    std::memcpy(out, m_buffer.data() + m_begin, given);
    m_begin += given;
    return static_cast<ssize_t>(given);
}

ssize_t Connection::write(const char* bytes, std::size_t size) const
{
    if (m_isMuted || !await(POLLOUT, kMoveTime)) {
        return -1;
    }
    return ::send(m_socket, bytes, size, MSG_NOSIGNAL);
}

} // namespace stillgate::sandbox
