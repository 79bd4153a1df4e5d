// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace stillgate::bench {

/// Where a WebSocket is served on loopback, and what is said first on every connection.
struct FanOutAddress {
    std::uint16_t port = 0;
    std::string token;
    std::string greeting; ///< text of the first message; none when empty
};

/// What many connections received.
struct Received {
    std::vector<float>
        latencies; ///< milliseconds from "committed" in a message to its last byte here, one a message and connection
    std::uint64_t events = 0; ///< counted by sequence, over all connections
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t faults = 0; ///< gaps and repeats
};

/// Many connections that read as fast as they are told something, in one thread of their own, with as little work a message as can be:
/// what is measured is the sender. A message carries "committed":MILLISECONDS, and where it has headers their "seq" in order.
class Followers {
public:
    /// Connects all of them; throws nothing, ends the process with a word where that fails.
    Followers(const FanOutAddress& address, std::size_t count);
    ~Followers();
    Followers(const Followers&) = delete;
    Followers& operator=(const Followers&) = delete;

    /// From here on what comes is counted.
    void record() { m_isRecording = true; }
    /// Ends all connections. What was recorded.
    [[nodiscard]] Received finish();

private:
    struct Connection {
        int descriptor = -1;
        std::string input;
        std::string message; ///< frames of one that is not whole yet
        std::int64_t next = -1; ///< sequence of the event that is to come
        bool isOpen = false;
    };

    void run();
    void read(Connection& connection);
    void open(Connection& connection);
    void takeFrames(Connection& connection);
    void take(Connection& connection, std::string_view message);

    FanOutAddress m_address;
    std::vector<Connection> m_connections;
    int m_poll = -1;
    std::atomic<bool> m_isRecording = false;
    std::atomic<bool> m_isEnding = false;
    Received m_received;
    std::thread m_thread;
};

/// A connection that is served and never reads. Closed with the object.
class StoppedReader {
public:
    explicit StoppedReader(const FanOutAddress& address);
    ~StoppedReader();
    StoppedReader(const StoppedReader&) = delete;
    StoppedReader& operator=(const StoppedReader&) = delete;

private:
    int m_descriptor;
};

} // namespace stillgate::bench
