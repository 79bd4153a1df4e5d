// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TicketCommands.h"

#include <iostream>
#include <memory>

#include "app/ctl/Explain.h"
#include "app/ctl/HandlingWords.h"
#include "app/ctl/Reach.h"
#include "app/ctl/Summary.h"
#include "app/ctl/Table.h"
#include "core/base/SafeText.h"
#include "core/server/Queries.h"

namespace stillgate::ctl {

namespace {

struct ListOptions {
    ReachOptions reach;
    std::string filter;
    std::string id;
    std::uint64_t from = 0;
    std::uint64_t most = 100;
    bool json = false;
};

template <typename T>
void printJson(const T& value)
{
    std::cout << prettyJson(toJson(value)) << '\n';
}

template <typename T>
Result<T> idFrom(const std::string& text)
{
    return T::fromText(text).map_error([&](Error error) {
        error.where = text;
        return error;
    });
}

template <NamedEnum E>
Result<std::optional<E>> filterFrom(const std::string& name)
{
    const auto value = enumNamed<E>(name);
    if (!name.empty() && !value) {
        std::string known;
        for (const auto& [key, text] : EnumNames<E>::kNames) {
            known += (known.empty() ? "" : ", ") + std::string(text);
        }
        return fail(ErrorCode::Malformed, name, "expected one of " + known);
    }
    return value;
}

std::string amountText(const std::optional<Money>& amount)
{
    return amount ? moneyText(*amount) : "";
}

std::string percentText(int confidence)
{
    return std::to_string(confidence / 100) + " %";
}

/// Reads page after page, so that a list is as long as was asked for.
template <rpc::Method M>
Result<std::vector<typename decltype(M::Result::rows)::value_type>>
allRows(const ListOptions& options, typename M::Params params,
        Result<typename M::Result> (*read)(LedgerReader&, const typename M::Params&))
{
    std::vector<typename decltype(M::Result::rows)::value_type> rows;
    while (rows.size() < options.most) {
        params.most.value = std::min<std::int64_t>(static_cast<std::int64_t>(options.most - rows.size()), rpc::PageSize::kMost);
        auto page = ask<M>(options.reach, params, read);
        if (!page) {
            return tl::make_unexpected(page.error());
        }
        std::move(page->rows.begin(), page->rows.end(), std::back_inserter(rows));
        if (!page->next) {
            break;
        }
        params.after = page->next;
    }
    return rows;
}

ExitCode showTickets(const ListOptions& options)
{
    const auto stage = filterFrom<Stage>(options.filter);
    rpc::TicketsList::Params params;
    params.stage = stage.value_or(std::nullopt);
    const auto rows = stage ? allRows<rpc::TicketsList>(options, params, listTickets) : tl::make_unexpected(stage.error());
    if (!rows) {
        return report(rows.error());
    }
    if (options.json) {
        printJson(*rows);
        return ExitCode::Done;
    }
    Table table({"TICKET", "P", "STAGE", "INTENT", "SURE", "BAND", "TEAM", "DUE", "AMOUNT", "REASON", "OPENED"});
    for (const TicketRow& row : *rows) {
        const std::string why = row.reason.empty() ? row.resolution : row.reason + " (" + row.detail + ")";
        table.add({row.id.text(), priorityText(row), std::string(nameOf(row.stage)), row.intent, percentText(row.confidence),
                   std::string(nameOf(row.band)), teamText(row), deadlineText(row), amountText(row.amount), why,
                   toRfc3339(row.openedAt)});
    }
    table.print(std::cout);
    return ExitCode::Done;
}

ExitCode showGates(const ListOptions& options)
{
    const auto status = filterFrom<GateStatus>(options.filter);
    rpc::GatesList::Params params;
    params.status = status.value_or(std::nullopt);
    const auto rows = status ? allRows<rpc::GatesList>(options, params, listGates) : tl::make_unexpected(status.error());
    if (!rows) {
        return report(rows.error());
    }
    if (options.json) {
        printJson(*rows);
        return ExitCode::Done;
    }
    Table table({"GATE", "STATUS", "WHAT", "AMOUNT", "RULE", "APPROVALS", "EXPIRES"});
    for (const GateRow& row : *rows) {
        int asked = 0;
        for (const QuorumPart& part : row.quorum) {
            asked += part.count;
        }
        table.add({row.id.text(), std::string(nameOf(row.status)), row.system + " " + row.operation, moneyText(row.amount),
                   row.rule, std::to_string(row.approvals) + " of " + std::to_string(asked), toRfc3339(row.expires)});
    }
    table.print(std::cout);
    return ExitCode::Done;
}

Result<rpc::TicketGet::Result> wholeTicket(const ListOptions& options)
{
    const auto id = idFrom<TicketId>(options.id);
    if (!id) {
        return tl::make_unexpected(id.error());
    }
    rpc::TicketGet::Params params{*id, std::nullopt};
    auto whole = ask<rpc::TicketGet>(options.reach, params, getTicket);
    while (whole && whole->next) {
        params.after = whole->next;
        auto more = ask<rpc::TicketGet>(options.reach, params, getTicket);
        if (!more) {
            return more;
        }
        std::move(more->events.begin(), more->events.end(), std::back_inserter(whole->events));
        whole->next = more->next;
    }
    return whole;
}

ExitCode showTicket(const ListOptions& options)
{
    const auto ticket = wholeTicket(options);
    if (!ticket) {
        return report(ticket.error());
    }
    if (options.json) {
        printJson(*ticket);
        return ExitCode::Done;
    }
    std::cout << "Ticket " << ticket->row.id.text() << ", " << nameOf(ticket->row.stage) << '\n';
    for (const std::string& line : handlingLines(ticket->row)) {
        std::cout << displaySafe(line, LineBreaks::Show) << '\n';
    }
    Table table({"EVENT", "TIME", "CODE", "PERSONAL VALUES"});
    for (const rpc::EventView& event : ticket->events) {
        std::string values;
        for (const auto& [field, value] : event.values) {
            values += (values.empty() ? "" : ", ") + field + (value ? "" : " (" + std::string(nameOf(value.error())) + ")");
        }
        const EventHeader& header = event.header.header();
        table.add({std::to_string(header.sequence), toRfc3339(header.time), header.code, values});
    }
    table.print(std::cout);
    return ExitCode::Done;
}

ExitCode showEvents(const ListOptions& options)
{
    rpc::EventsList::Params params;
    params.from = options.from;
    if (!options.filter.empty()) {
        const auto ticket = idFrom<TicketId>(options.filter);
        if (!ticket) {
            return report(ticket.error());
        }
        params.ticket = *ticket;
    }
    Json list = Json::array();
    Table table({"EVENT", "TIME", "CODE", "TICKET", "ACTOR"});
    for (std::uint64_t count = 0; count < options.most;) {
        params.most.value = std::min<std::int64_t>(static_cast<std::int64_t>(options.most - count), rpc::PageSize::kMost);
        const auto page =
            ask<rpc::EventsList>(options.reach, params, [](LedgerReader& reader, const rpc::EventsList::Params& asked) {
                return listEvents(reader, asked);
            });
        if (!page) {
            return report(page.error());
        }
        for (const rpc::CarriedHeader& carried : page->headers) {
            const EventHeader& header = carried.header();
            list.push(carried.json());
            table.add({std::to_string(header.sequence), toRfc3339(header.time), header.code,
                       header.ticket ? header.ticket->text() : "",
                       header.actor == kOrchestrator ? "orchestrator" : header.actor.text()});
        }
        count += page->headers.size();
        if (!page->next || page->headers.empty()) {
            break;
        }
        params.from = page->next;
    }
    if (options.json) {
        std::cout << prettyJson(list) << '\n';
    } else {
        table.print(std::cout);
    }
    return ExitCode::Done;
}

ExitCode showExplanation(const ListOptions& options)
{
    const auto ticket = wholeTicket(options);
    if (!ticket) {
        return report(ticket.error());
    }
    const auto lines = explain(*ticket);
    if (options.json) {
        printJson(lines);
        return ExitCode::Done;
    }
    for (const std::string& line : lines) {
        std::cout << displaySafe(line, LineBreaks::Show) << '\n';
    }
    return ExitCode::Done;
}

CLI::App* addVerb(CLI::App& app, const std::string& name, const std::string& help, const std::shared_ptr<ListOptions>& options,
                  ExitCode& outcome, ExitCode (*show)(const ListOptions&))
{
    CLI::App* verb = app.add_subcommand(name, help);
    addReachOptions(*verb, options->reach);
    addActorOption(*verb, options->reach);
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([options, &outcome, show] { outcome = show(*options); });
    return verb;
}

} // namespace

void addTicketCommands(CLI::App& app, ExitCode& outcome)
{
    const auto fresh = [] { return std::make_shared<ListOptions>(); };
    const auto tickets = fresh();
    CLI::App* verb = addVerb(app, "tickets", "List tickets, newest first", tickets, outcome, showTickets);
    verb->add_option("--stage", tickets->filter, "Only tickets at this stage");
    verb->add_option("--most", tickets->most, "Rows at the most (100)");

    const auto gates = fresh();
    verb = addVerb(app, "gates", "List gates, oldest first", gates, outcome, showGates);
    verb->add_option("--status", gates->filter, "Only gates of this status, such as open");
    verb->add_option("--most", gates->most, "Rows at the most (100)");

    const auto ticket = fresh();
    verb = addVerb(app, "ticket", "Show one ticket with its events", ticket, outcome, showTicket);
    verb->add_option("ID", ticket->id, "The ticket")->required();

    const auto events = fresh();
    verb = addVerb(app, "events", "List events of the ledger", events, outcome, showEvents);
    verb->add_option("--ticket", events->filter, "Only this ticket's");
    verb->add_option("--from", events->from, "First sequence (0)");
    verb->add_option("--most", events->most, "Rows at the most (100)");

    const auto explained = fresh();
    verb = addVerb(app, "explain", "Say in words why a ticket stands where it stands", explained, outcome, showExplanation);
    verb->add_option("ID", explained->id, "The ticket")->required();

    const auto summary = fresh();
    addVerb(app, "summary", "Tickets by outcome, gates, actions, ledger", summary, outcome,
            [](const ListOptions& options) { return showSummary(options.reach, options.json); });
}

} // namespace stillgate::ctl
