// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/HttpServer.h"

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <httplib.h>

#include "app/sandbox/Connection.h"

namespace stillgate::sandbox {

namespace {

constexpr int kThreads = 64; // an open connection holds one
constexpr std::chrono::seconds kIdleTime{30};
constexpr std::size_t kMostBody = 262'144;
constexpr int kBacklog = 128;

// cpp-httplib does not show a handler its connection; both run on the same thread.
thread_local Connection* t_connection = nullptr;

/// A connection as cpp-httplib reads and writes it.
class ConnectionStream final : public httplib::Stream {
public:
    explicit ConnectionStream(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] bool is_readable() const override { return m_connection.awaitInput(kIdleTime); }
    [[nodiscard]] bool is_writable() const override { return m_connection.awaitRoom(kIdleTime); }
    ssize_t read(char* out, size_t size) override { return m_connection.read(out, size); }
    ssize_t write(const char* bytes, size_t size) override { return m_connection.write(bytes, size); }
    // Nobody asks who it was: the token says what a caller may do.
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    [[nodiscard]] socket_t socket() const override { return m_connection.socket(); }

private:
    Connection& m_connection;
};

std::optional<std::string> headerOf(const httplib::Request& request, const char* name)
{
    return request.has_header(name) ? std::optional(request.get_header_value(name)) : std::nullopt;
}

HttpRequest requestOf(const httplib::Request& request)
{
    HttpRequest out{.method = request.method, .path = request.path, .body = request.body};
    for (std::size_t i = 1; i < request.matches.size(); ++i) {
        out.captures.push_back(request.matches[i].str());
    }
    constexpr std::string_view kBearer = "Bearer ";
    const std::string authorization = headerOf(request, "Authorization").value_or(std::string());
    if (authorization.starts_with(kBearer)) {
        out.bearer = authorization.substr(kBearer.size());
    }
    out.idempotencyKey = headerOf(request, "Idempotency-Key");
    out.query = [&request](const std::string& name) {
        return request.has_param(name) ? std::optional(request.get_param_value(name)) : std::nullopt;
    };
    return out;
}

void fill(httplib::Response& response, const Answer& answer)
{
    response.status = answer.status;
    if (answer.replay == Replay::Replayed) {
        response.set_header("Idempotent-Replayed", "true");
    }
    if (answer.status == 401) {
        response.set_header("WWW-Authenticate", "Bearer");
    }
    if (answer.retryAfterSeconds >= 0) {
        response.set_header("Retry-After", std::to_string(answer.retryAfterSeconds));
    }
    response.set_content(canonicalJson(answer.body), "application/json");
}

void deliver(const HttpReply& reply, httplib::Response& response)
{
    fill(response, reply.answer);
    if (reply.delivery == HttpReply::Delivery::Broken) {
        response.body.resize(response.body.size() / 2);
    } else if (reply.delivery == HttpReply::Delivery::None && t_connection != nullptr) {
        t_connection->mute();
    }
}

/// What cpp-httplib refuses by itself has no body yet.
void explain(const httplib::Request&, httplib::Response& response)
{
    if (!response.body.empty()) {
        return;
    }
    switch (response.status) {
    case 404: fill(response, errorAnswer(404, "not_found", "there is no such path")); break;
    case 413: fill(response, errorAnswer(413, "too_large", "the body is too large")); break;
    default: fill(response, errorAnswer(response.status, "malformed", "the request is not HTTP as expected"));
    }
}

} // namespace

class HttpServer::Server : public httplib::Server {
public:
    Server() : m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        set_payload_max_length(kMostBody);
        set_keep_alive_timeout(kIdleTime.count());
        set_keep_alive_max_count(1'000'000);
        set_tcp_nodelay(true);
        // The library's own options would let a second process listen on the same port.
        set_socket_options([](int socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_error_handler(Handler(explain));
        set_exception_handler([](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
            fill(response, errorAnswer(500, "internal", "the request could not be worked"));
        });
    }
    ~Server() override { ::close(m_wake); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    bool listenAfterBind()
    {
        // The library asks for a queue of five, which a burst of callers overflows.
        ::listen(svr_sock_, kBacklog);
        return listen_after_bind();
    }

    void stopAll()
    {
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
        stop();
    }

    std::atomic<bool> hasEnded = false;

private:
    bool process_and_close_socket(socket_t socket) override
    {
        Connection connection(socket, m_wake);
        ConnectionStream stream(connection);
        t_connection = &connection;
        bool isFine = true;
        bool isClosed = false;
        while (isFine && !isClosed && !connection.isMuted() && connection.awaitInput(kIdleTime)) {
            isFine = process_request(stream, false, isClosed, nullptr);
        }
        t_connection = nullptr;
        return isFine;
    }

    int m_wake;
};

HttpServer::HttpServer() : m_server(std::make_unique<Server>()) {}

HttpServer::~HttpServer()
{
    stop();
}

void HttpServer::route(const std::string& method, const std::string& pattern, Handler handler)
{
    const auto adapter = [handler = std::move(handler)](const httplib::Request& request, httplib::Response& response) {
        deliver(handler(requestOf(request)), response);
    };
    if (method == "GET") {
        m_server->Get(pattern, adapter);
    } else if (method == "POST") {
        m_server->Post(pattern, httplib::Server::Handler(adapter));
    } else {
        m_server->Delete(pattern, httplib::Server::Handler(adapter));
    }
}

Result<int> HttpServer::start(const std::string& address, int port)
{
    const int bound = port == 0 ? m_server->bind_to_any_port(address) : (m_server->bind_to_port(address, port) ? port : -1);
    if (bound <= 0) {
        return fail(ErrorCode::Unavailable, address + ":" + std::to_string(port), std::generic_category().message(errno));
    }
    m_thread = std::thread([this] {
        m_server->listenAfterBind();
        m_server->hasEnded = true;
    });
    while (!m_server->is_running() && !m_server->hasEnded) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return bound;
}

bool HttpServer::isServing() const
{
    return !m_server->hasEnded;
}

void HttpServer::stop()
{
    if (m_thread.joinable()) {
        m_server->stopAll();
        m_thread.join();
    }
}

} // namespace stillgate::sandbox
