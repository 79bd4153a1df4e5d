// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

#include <sys/types.h>

namespace stillgate::sandbox {

/// One accepted connection. It can be told to swallow what is written from now on, and it stops waiting when `wake` (a
/// descriptor) becomes readable. Closes the socket at its end.
class Connection {
public:
    Connection(int socket, int wake) : m_socket(socket), m_wake(wake) {}
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Whether there is something to read, or room to write, within the time.
    [[nodiscard]] bool awaitInput(std::chrono::milliseconds most) const;
    [[nodiscard]] bool awaitRoom(std::chrono::milliseconds most) const;
    /// As recv and send; -1 also when nothing moves for five seconds.
    [[nodiscard]] ssize_t read(char* out, std::size_t size);
    [[nodiscard]] ssize_t write(const char* bytes, std::size_t size) const;

    void mute() { m_isMuted = true; }
    [[nodiscard]] bool isMuted() const { return m_isMuted; }
    [[nodiscard]] int socket() const { return m_socket; }

private:
    [[nodiscard]] bool await(short event, std::chrono::milliseconds most) const;

    int m_socket;
    int m_wake;
    bool m_isMuted = false;
    // The request line is read byte by byte; without this each byte would be a call to the kernel.
    std::array<char, 4096> m_buffer{};
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace stillgate::sandbox
