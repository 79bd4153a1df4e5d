// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Summary.h"

#include <iostream>
#include <map>

#include "app/ctl/Table.h"
#include "core/domain/Projection.h"

namespace stillgate::ctl {

namespace {

struct Summary {
    std::int64_t tickets = 0;
    std::map<std::string, std::int64_t> outcomes;
    std::int64_t gatesWaiting = 0;
    std::int64_t executed = 0;
    std::int64_t verified = 0;
    std::uint64_t size = 0;
    Digest root;
};

template <typename Visitor>
void describe(Visitor& visit, Summary& summary)
{
    visit("tickets", summary.tickets);
    visit("outcomes", summary.outcomes);
    visit("gates_waiting", summary.gatesWaiting);
    visit("actions_executed", summary.executed);
    visit("actions_verified", summary.verified);
    visit("ledger_size", summary.size);
    visit("ledger_root", summary.root);
}

std::string outcomeOf(const TicketRow& row)
{
    if (row.stage == Stage::Closed) {
        return "closed: " + row.resolution + " (" + row.attribution + ")";
    }
    if (row.stage == Stage::Escalated) {
        return "with a person: " + row.reason;
    }
    return "under way: " + std::string(nameOf(row.stage));
}

Result<void> countTickets(LedgerReader& reader, Summary& summary)
{
    ProjectionPage page;
    page.most = 1000;
    for (;;) {
        const auto rows = reader.rows(ProjectionKind::Ticket, page);
        if (!rows) {
            return tl::make_unexpected(rows.error());
        }
        for (const ProjectionRow& stored : *rows) {
            const auto row = parseJson(stored.row).and_then([](const Json& json) { return fromJson<TicketRow>(json); });
            if (!row) {
                return tl::make_unexpected(row.error());
            }
            ++summary.tickets;
            ++summary.outcomes[outcomeOf(*row)];
            const bool verified = row->actionStatus == nameOf(ActionStatus::Verified);
            summary.executed += verified || row->actionStatus == nameOf(ActionStatus::Executed) ||
                                        row->actionStatus == nameOf(ActionStatus::Mismatched)
                                    ? 1
                                    : 0;
            summary.verified += verified ? 1 : 0;
        }
        if (rows->size() < page.most) {
            return {};
        }
        page.after = rows->back().order;
    }
}

Result<Summary> summarise(LedgerReader& reader)
{
    Summary summary;
    const auto counted = countTickets(reader, summary);
    const auto gates = reader.counts(ProjectionKind::Gate);
    const auto head = reader.head();
    if (!counted || !gates || !head) {
        return tl::make_unexpected(!counted ? counted.error() : !gates ? gates.error() : head.error());
    }
    for (const auto& [status, count] : *gates) {
        summary.gatesWaiting += status == nameOf(GateStatus::Open) ? count : 0;
    }
    summary.size = head->size;
    summary.root = head->root;
    return summary;
}

} // namespace

ExitCode showSummary(const ReachOptions& reach, bool json)
{
    const auto reader = openData(reach);
    const auto summary = reader ? summarise(**reader) : tl::make_unexpected(reader.error());
    if (!summary) {
        return report(summary.error());
    }
    if (json) {
        std::cout << prettyJson(toJson(*summary)) << '\n';
        return ExitCode::Done;
    }
    Table table({"OUTCOME", "TICKETS"});
    for (const auto& [outcome, count] : summary->outcomes) {
        table.add({outcome, std::to_string(count)});
    }
    table.add({"all", std::to_string(summary->tickets)});
    table.print(std::cout);
    std::cout << "\ngates waiting     " << summary->gatesWaiting << "\nactions executed  " << summary->executed
              << "\nactions verified  " << summary->verified << "\nledger            " << summary->size << " events, root "
              << toHex(summary->root.view()) << '\n';
    return ExitCode::Done;
}

} // namespace stillgate::ctl
