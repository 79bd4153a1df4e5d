// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/sandbox/Answer.h"

namespace stillgate::sandbox {

/// One HTTP request, as far as the sandbox looks at it.
struct HttpRequest {
    std::string method;
    std::string path; ///< decoded
    std::vector<std::string> captures; ///< the groups of the route's pattern
    std::string body;
    std::optional<std::string> bearer; ///< token of the Authorization header
    std::optional<std::string> idempotencyKey;
    std::function<std::optional<std::string>(const std::string& name)> query;
};

/// What happens to the connection.
struct HttpReply {
    enum class Delivery {
        Whole,
        Broken, ///< status and headers, and a body that ends in the middle
        None, ///< the connection is closed without a word
    };
    Answer answer;
    Delivery delivery = Delivery::Whole;
};

/// cpp-httplib behind the two things it cannot do itself: to close a connection instead of answering, and to stop without
/// waiting for idle connections. Handlers run on its threads.
class HttpServer {
public:
    using Handler = std::function<HttpReply(const HttpRequest&)>;

    HttpServer();
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Before start(). `pattern` is a regular expression over the whole path.
    void route(const std::string& method, const std::string& pattern, Handler handler);

    /// Listens (port 0 picks one) and serves on threads of its own; gives the port. Unavailable when it cannot listen.
    [[nodiscard]] Result<int> start(const std::string& address, int port);
    /// False once it has ended, by stop() or because the operating system took the socket away.
    [[nodiscard]] bool isServing() const;
    /// Ends what is under way and joins.
    void stop();

private:
    class Server;
    std::unique_ptr<Server> m_server;
    std::thread m_thread;
};

} // namespace stillgate::sandbox
