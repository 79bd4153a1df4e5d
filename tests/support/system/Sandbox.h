// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Json.h"
#include "tests/support/system/HttpPeer.h"
#include "tests/support/system/Program.h"

namespace stillgate {

/// The sandbox's own books at one moment: what they say is what happened.
class Books {
public:
    explicit Books(Json tables) : m_tables(std::move(tables)) {}

    [[nodiscard]] std::vector<Json> refundsOf(std::string_view order) const { return where("refunds", "order", order); }
    [[nodiscard]] std::vector<Json> messagesTo(std::string_view customer) const
    {
        return where("mailbox", "customer", customer);
    }

private:
    [[nodiscard]] std::vector<Json> where(std::string_view table, std::string_view column, std::string_view value) const;

    Json m_tables;
};

/// stillgate-sandbox as a process with books of its own.
class Sandbox {
public:
    /// `options` are those that make it a weaker system (docs/sandbox.md).
    Sandbox(const std::filesystem::path& folder, Json seed, QStringList options = {});

    [[nodiscard]] bool start();
    [[nodiscard]] std::filesystem::path readyFile() const { return m_program.readyFile(); }
    [[nodiscard]] Books books() const { return Books(peer().get("/v1/books").body); }
    /// Orders a fault, as docs/sandbox.md describes it.
    [[nodiscard]] bool order(const Json& fault) const { return peer().post("/v1/faults", fault).status == 201; }
    /// A refund that somebody else makes. Its id, or nothing when it was refused.
    [[nodiscard]] std::string refundByHand(const std::string& payment, const std::string& amount) const;
    /// Takes a refund back by hand.
    [[nodiscard]] bool rechargeByHand(const std::string& refund) const;

private:
    [[nodiscard]] HttpPeer peer() const { return {m_program.ready().http, m_program.ready().token}; }

    std::filesystem::path m_folder;
    Json m_seed;
    QStringList m_options;
    Program m_program;
};

} // namespace stillgate
