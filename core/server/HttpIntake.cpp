// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/HttpIntake.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <httplib.h>

#include "core/base/Failpoint.h"
#include "core/base/JsonCodec.h"
#include "core/intake/MessageJson.h"
#include "core/server/transport/ListenAddress.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostBody = std::size_t{64} << 20U;
constexpr std::size_t kMostInBatch = 1000;

Json errorJson(const Error& error)
{
    Json detail;
    detail.set("code", toString(error.code));
    detail.set("where", error.where);
    detail.set("detail", error.detail);
    return Json::object().set("error", std::move(detail));
}

int statusOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Malformed: return 400;
    case ErrorCode::Limit: return 413;
    case ErrorCode::Conflict: return 409;
    default: return 503;
    }
}

void answer(httplib::Response& response, int status, const Json& body)
{
    response.status = status;
    response.set_content(canonicalJson(body), "application/json");
}

Json replyJson(const Reply& reply)
{
    if (reply.error) {
        return errorJson(*reply.error);
    }
    Json out = Json::object();
    if (reply.ticket) {
        out.set("ticket", reply.ticket->text());
    }
    out.set("duplicate", reply.refusal && reply.refusal->code == RefusalCode::DuplicateMessage);
    return out;
}

/// Waits until every one of several submissions was answered.
class Answers {
public:
    explicit Answers(std::size_t count) : m_replies(count), m_left(count) {}

    void set(std::size_t index, Reply reply)
    {
        const std::lock_guard lock(m_mutex);
        m_replies[index] = std::move(reply);
        if (--m_left == 0) {
            m_done.notify_all();
        }
    }
    [[nodiscard]] std::vector<Reply> wait()
    {
        std::unique_lock lock(m_mutex);
        m_done.wait(lock, [this] { return m_left == 0; });
        return m_replies;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_done;
    std::vector<Reply> m_replies;
    std::size_t m_left;
};

struct Delivery {
    IntakeMessage message;
    std::uint64_t occurrence = 0;
};

Result<Delivery> deliveryFrom(const Json& json, const std::string& path)
{
    auto message = fromJson<IntakeMessage>(json, path);
    if (!message) {
        return tl::make_unexpected(message.error());
    }
    Delivery delivery{std::move(*message), 0};
    if (const Json* occurrence = json.find("occurrence")) {
        const auto number = fromJson<std::uint64_t>(*occurrence, path + ".occurrence");
        if (!number) {
            return tl::make_unexpected(number.error());
        }
        delivery.occurrence = *number;
    }
    return delivery;
}

/// The certificates are those that checkKey() has read already.
bool prove(SSL_CTX& context, const CertifiedKey& pair)
{
    const auto bioOf = [](const std::string& text) {
        return std::unique_ptr<BIO, decltype(&BIO_free_all)>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())),
                                                             &BIO_free_all);
    };
    const auto chain = bioOf(pair.certificate);
    const std::unique_ptr<X509, decltype(&X509_free)> own(PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr),
                                                          &X509_free);
    bool done = own && SSL_CTX_use_certificate(&context, own.get()) == 1;
    while (X509* const next = done ? PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr) : nullptr) {
        done = SSL_CTX_add_extra_chain_cert(&context, next) == 1; // taken over
    }
    const auto secret = bioOf(pair.key);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(secret.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    const int oldest = STILLGATE_PROTECTION_ON("tls_protocol") ? TLS1_3_VERSION : TLS1_2_VERSION;
    return done && key && SSL_CTX_use_PrivateKey(&context, key.get()) == 1 &&
           SSL_CTX_set_min_proto_version(&context, oldest) == 1;
}

std::unique_ptr<httplib::Server> serverFor(const std::optional<TlsIdentity>& tls)
{
    if (!tls) {
        return std::make_unique<httplib::Server>();
    }
    return std::make_unique<httplib::SSLServer>([&tls](SSL_CTX& context) { return prove(context, tls->pair); });
}

} // namespace

struct HttpIntake::Server {
    const IntakeDesk& desk;
    Orchestrator& orchestrator;
    Options options;
    std::unique_ptr<httplib::Server> http;
    std::thread thread;

    [[nodiscard]] bool isAllowed(const httplib::Request& request, httplib::Response& response) const;
    void submit(Delivery delivery, const std::shared_ptr<Answers>& answers, std::size_t index) const;
    void receiveOne(const httplib::Request& request, httplib::Response& response) const;
    void receiveMany(const httplib::Request& request, httplib::Response& response) const;
    void route();
};

bool HttpIntake::Server::isAllowed(const httplib::Request& request, httplib::Response& response) const
{
    if (request.has_header("Origin")) {
        answer(response, 403, errorJson({ErrorCode::Refused, "Origin", "browsers are not served here"}));
        return false;
    }
    const std::string given = request.get_header_value("Authorization");
    if (!equalConstantTime(asBytes(given), asBytes("Bearer " + options.token))) {
        answer(response, 401, errorJson({ErrorCode::Refused, "Authorization", "expected the bearer token of the ready file"}));
        return false;
    }
    return true;
}

void HttpIntake::Server::submit(Delivery delivery, const std::shared_ptr<Answers>& answers, std::size_t index) const
{
    Submission submission;
    submission.what = desk.prepare(std::move(delivery.message), delivery.occurrence);
    submission.done = [answers, index](const Reply& reply) { answers->set(index, reply); };
    orchestrator.submit(std::move(submission));
}

void HttpIntake::Server::receiveOne(const httplib::Request& request, httplib::Response& response) const
{
    auto json = parseJson(request.body);
    if (json && json->asObject() != nullptr && json->find("id") == nullptr && request.has_header("Idempotency-Key")) {
        json->set("id", request.get_header_value("Idempotency-Key"));
    }
    auto delivery = json ? deliveryFrom(*json, "$") : tl::make_unexpected(json.error());
    if (!delivery) {
        answer(response, statusOf(delivery.error()), errorJson(delivery.error()));
        return;
    }
    const auto answers = std::make_shared<Answers>(1);
    submit(std::move(*delivery), answers, 0);
    const Reply reply = answers->wait().front();
    answer(response, reply.error ? 503 : 200, replyJson(reply));
}

void HttpIntake::Server::receiveMany(const httplib::Request& request, httplib::Response& response) const
{
    const auto json = parseJson(request.body);
    const Json* messages = json ? json->find("messages") : nullptr;
    const Json::Array* list = messages != nullptr ? messages->asArray() : nullptr;
    if (list == nullptr || list->size() > kMostInBatch) {
        answer(response, 400,
               errorJson({ErrorCode::Malformed, "$.messages", "expected a list of at most " + std::to_string(kMostInBatch)}));
        return;
    }
    const auto answers = std::make_shared<Answers>(list->size());
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto delivery = deliveryFrom((*list)[i], "$.messages[" + std::to_string(i) + "]");
        if (delivery) {
            submit(std::move(*delivery), answers, i);
        } else {
            answers->set(i, Reply{std::nullopt, delivery.error(), {}, 1, 0});
        }
    }
    Json results = Json::array();
    for (const Reply& reply : list->empty() ? std::vector<Reply>{} : answers->wait()) {
        results.push(replyJson(reply));
    }
    answer(response, 200, Json::object().set("results", std::move(results)));
}

void HttpIntake::Server::route()
{
    http->set_payload_max_length(kMostBody);
    http->Post("/v1/messages", [this](const httplib::Request& request, httplib::Response& response) {
        if (isAllowed(request, response)) {
            receiveOne(request, response);
        }
    });
    http->Post("/v1/messages/batch", [this](const httplib::Request& request, httplib::Response& response) {
        if (isAllowed(request, response)) {
            receiveMany(request, response);
        }
    });
    http->Get("/healthz",
              [this](const httplib::Request&, httplib::Response& response) { answer(response, 200, options.health()); });
    http->set_error_handler([](const httplib::Request&, httplib::Response& response) {
        if (response.body.empty()) {
            answer(response, response.status, errorJson({ErrorCode::NotFound, {}, "no such resource"}));
        }
    });
}

HttpIntake::HttpIntake(const IntakeDesk& desk, Orchestrator& orchestrator, Options options)
    : m_server(new Server{desk, orchestrator, std::move(options), {}, {}})
{
    m_server->http = serverFor(m_server->options.tls);
    m_server->route();
}

HttpIntake::~HttpIntake()
{
    stop();
}

Result<int> HttpIntake::start()
{
    Server& server = *m_server;
    const ListenAddress address{server.options.address, static_cast<std::uint16_t>(server.options.port)};
    if (auto may = mayListen(address, server.options.tls ? Wire::Tls : Wire::Plain, "http"); !may) {
        return tl::make_unexpected(may.error());
    }
    const int port = server.options.port == 0 ? server.http->bind_to_any_port(server.options.address)
                     : server.http->bind_to_port(server.options.address, server.options.port) ? server.options.port
                                                                                              : -1;
    if (port < 0 || !server.http->is_valid()) {
        return fail(ErrorCode::Io, server.options.address + ":" + std::to_string(server.options.port),
                    "the address cannot be listened on");
    }
    server.thread = std::thread([&server] { server.http->listen_after_bind(); });
    return port;
}

void HttpIntake::stop()
{
    if (m_server->thread.joinable()) {
        m_server->http->stop();
        m_server->thread.join();
    }
}

} // namespace stillgate
