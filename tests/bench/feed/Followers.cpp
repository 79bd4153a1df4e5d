// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/feed/Followers.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <iostream>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace stillgate::bench {

namespace {

[[noreturn]] void giveUp(std::string_view what)
{
    std::cerr << "FeedBench: " << what << ": " << std::strerror(errno) << '\n';
    std::_Exit(1);
}

int connectTo(std::uint16_t port, int receiveBuffer)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (receiveBuffer > 0) {
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    }
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        giveUp("connect");
    }
    return descriptor;
}

void sendAll(int descriptor, std::string_view bytes)
{
    if (::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
        giveUp("send");
    }
}

std::string openingRequest(const FanOutAddress& address)
{
    return "GET /rpc HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Protocol: stillgate.v1\r\nAuthorization: Bearer " +
           address.token + "\r\n\r\n";
}

/// A client's frame of less than 126 bytes, masked with zeros (RFC 6455 section 5.2).
std::string frame(int opcode, std::string_view payload)
{
    std::string out{static_cast<char>(0x80 | opcode), static_cast<char>(0x80 | static_cast<int>(payload.size()))};
    return out.append(4, '\0').append(payload);
}

double nowMs()
{
    return std::chrono::duration<double, std::milli>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The number behind a key, found from the front or from the back; -1 when there is none.
std::int64_t numberBehind(std::string_view text, std::string_view key, bool fromBack)
{
    const std::size_t at = fromBack ? text.rfind(key) : text.find(key);
    std::int64_t value = -1;
    if (at != std::string_view::npos) {
        std::from_chars(text.data() + at + key.size(), text.data() + text.size(), value);
    }
    return value;
}

} // namespace

Followers::Followers(const FanOutAddress& address, std::size_t count) : m_address(address), m_connections(count)
{
    m_poll = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t i = 0; i < count; ++i) {
        m_connections[i].descriptor = connectTo(address.port, 0);
        sendAll(m_connections[i].descriptor, openingRequest(address));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(m_poll, EPOLL_CTL_ADD, m_connections[i].descriptor, &event);
    }
    m_received.latencies.reserve(std::size_t{4} << 20U);
    m_thread = std::thread([this] { run(); });
}

Followers::~Followers()
{
    m_isEnding = true;
    if (m_thread.joinable()) {
        m_thread.join();
    }
    for (const Connection& connection : m_connections) {
        ::close(connection.descriptor);
    }
    ::close(m_poll);
}

Received Followers::finish()
{
    m_isEnding = true;
    m_thread.join();
    return std::move(m_received);
}

void Followers::run()
{
    std::array<epoll_event, 64> events{};
    while (!m_isEnding) {
        const int count = ::epoll_wait(m_poll, events.data(), static_cast<int>(events.size()), 50);
        for (int i = 0; i < count; ++i) {
            read(m_connections[events[static_cast<std::size_t>(i)].data.u64]);
        }
    }
}

void Followers::read(Connection& connection)
{
    static thread_local std::array<char, 256 * 1024> buffer;
    const ssize_t count = ::recv(connection.descriptor, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        giveUp("a follower was cut off");
    }
    connection.input.append(buffer.data(), static_cast<std::size_t>(count));
    if (!connection.isOpen) {
        open(connection);
    }
    if (connection.isOpen) {
        takeFrames(connection);
    }
}

void Followers::open(Connection& connection)
{
    const std::size_t end = connection.input.find("\r\n\r\n");
    if (end == std::string::npos) {
        return;
    }
    if (!connection.input.starts_with("HTTP/1.1 101")) {
        giveUp(connection.input.substr(0, 40));
    }
    connection.input.erase(0, end + 4);
    connection.isOpen = true;
    if (!m_address.greeting.empty()) {
        sendAll(connection.descriptor, frame(1, m_address.greeting));
    }
}

/// Frames of a server are not masked.
void Followers::takeFrames(Connection& connection)
{
    const std::string& input = connection.input;
    std::size_t at = 0;
    while (at + 2 <= input.size()) {
        const auto byteAt = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(input[i])); };
        std::uint64_t length = byteAt(at + 1);
        const std::size_t more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (at + 2 + more > input.size()) {
            break;
        }
        if (more > 0) {
            length = 0;
            for (std::size_t i = 0; i < more; ++i) {
                length = length << 8U | byteAt(at + 2 + i);
            }
        }
        const std::size_t begin = at + 2 + more;
        if (begin + length > input.size()) {
            break;
        }
        const auto opcode = byteAt(at) & 0x0FU;
        const std::string_view payload = std::string_view(input).substr(begin, length);
        if (opcode == 9) {
            sendAll(connection.descriptor, frame(10, payload));
        } else if (opcode == 1 && (byteAt(at) & 0x80U) != 0) {
            take(connection, payload);
        } else if (opcode <= 1) {
            connection.message += payload;
            if ((byteAt(at) & 0x80U) != 0) {
                take(connection, connection.message);
                connection.message.clear();
            }
        }
        at = begin + length;
    }
    connection.input.erase(0, at);
}

void Followers::take(Connection& connection, std::string_view message)
{
    const std::int64_t committed = numberBehind(message, "\"committed\":", false);
    if (committed < 0) {
        return;
    }
    const std::int64_t first = numberBehind(message, "\"seq\":", false);
    const std::int64_t last = numberBehind(message, "\"seq\":", true);
    const bool isInSequence = connection.next < 0 || first == connection.next;
    connection.next = first < 0 ? -1 : last + 1;
    if (m_isRecording) {
        m_received.latencies.push_back(static_cast<float>(nowMs() - static_cast<double>(committed)));
        m_received.events += first < 0 ? 0 : static_cast<std::uint64_t>(last - first + 1);
        m_received.bytes += message.size();
        m_received.faults += isInSequence ? 0 : 1;
        ++m_received.messages;
    }
}

StoppedReader::StoppedReader(const FanOutAddress& address) : m_descriptor(connectTo(address.port, 4096))
{
    sendAll(m_descriptor, openingRequest(address));
    // Only as much is read as shows that it was let in.
    std::array<char, 12> head{};
    if (::recv(m_descriptor, head.data(), head.size(), MSG_WAITALL) != static_cast<ssize_t>(head.size())) {
        giveUp("the stopped reader was not let in");
    }
    sendAll(m_descriptor, frame(1, address.greeting));
}

StoppedReader::~StoppedReader()
{
    ::close(m_descriptor);
}

} // namespace stillgate::bench
