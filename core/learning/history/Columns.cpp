// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning/history/Columns.h"

#include <algorithm>

namespace stillgate::history {

namespace {

struct Recognised {
    Field field;
    std::array<std::string_view, 12> names; ///< the empty ones at the end are none
};

/// From the exports of Zendesk, Freshdesk, Jira Service Management, ServiceNow, Salesforce Service Cloud, HubSpot and Zoho Desk.
constexpr std::array kRecognised{
    Recognised{Field::Id,
               {"id", "ticket_id", "ticket", "ticket_number", "case_number", "issue_key", "number", "case_id", "request_id"}},
    Recognised{Field::Subject, {"subject", "ticket_name", "summary", "short_description", "title", "ticket_subject"}},
    Recognised{
        Field::Text,
        {"text", "description", "message", "body", "ticket_description", "content", "first_message", "comment", "details"}},
    Recognised{Field::Label,
               {"label", "intent", "reason", "contact_reason", "case_reason", "request_type", "subcategory", "sub_category",
                "category", "ticket_type", "type", "issue_type"}},
    Recognised{Field::Outcome, {"outcome", "status", "ticket_status", "state", "case_status", "pipeline_stage"}},
    Recognised{Field::ResolutionCode,
               {"resolution_code", "close_code", "resolution", "resolution_type", "closure_code", "disposition"}},
    Recognised{Field::Reopened, {"reopened", "reopens", "reopen_count", "reopened_count", "was_reopened", "is_reopened"}},
    Recognised{Field::OpenedAt,
               {"opened_at", "created_at", "created", "created_time", "created_date", "createddate", "create_date", "opened",
                "opened_date", "date_time_opened", "received_at"}},
    Recognised{Field::ClosedAt,
               {"closed_at", "solved_at", "closed", "closed_time", "closed_date", "closeddate", "close_date", "resolved_at",
                "resolved", "resolved_time", "ticket_closed_time", "date_time_closed"}},
    Recognised{Field::CustomerEmail,
               {"customer_email", "requester_email", "contact_email", "contactemail", "email", "email_id", "caller_email",
                "from", "email_address", "reporter_email"}},
    Recognised{Field::CustomerId,
               {"customer_id", "requester_id", "contact_id", "contactid", "caller_id", "account_id", "user_id", "customer",
                "requester", "reporter"}},
    Recognised{Field::Team, {"team", "group", "assignment_group", "assigned_group", "department", "queue", "owner_team"}},
    Recognised{Field::Channel, {"channel", "via", "source", "origin", "case_origin", "contact_type", "ticket_channel"}},
    Recognised{Field::Language, {"language", "locale", "lang", "requester_locale", "ticket_language"}},
    Recognised{Field::Tier, {"tier", "customer_tier", "support_tier", "plan", "sla_tier", "segment", "account_tier", "vip"}},
};

/// "Created At" is created_at.
std::string plainName(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        const bool isCapital = c >= 'A' && c <= 'Z';
        const bool isKept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (isCapital || isKept) {
            out.push_back(isCapital ? static_cast<char>(c - 'A' + 'a') : c);
        } else if (!out.empty() && out.back() != '_') {
            out.push_back('_');
        }
    }
    if (out.ends_with('_')) {
        out.pop_back();
    }
    return out;
}

std::string fieldNames()
{
    std::string out;
    for (const auto& entry : EnumNames<Field>::kNames) {
        out.append(out.empty() ? "" : ", ").append(entry.second);
    }
    return out;
}

Result<std::vector<Column>> mappedColumns(std::span<const std::string> names, const ColumnMap& map)
{
    std::vector<Column> out;
    for (const auto& [name, field] : map) {
        const auto found = std::ranges::find(names, name);
        if (found == names.end()) {
            return fail(ErrorCode::Malformed, name, "the map names a column that the file does not have");
        }
        if (!field) {
            continue;
        }
        if (std::ranges::find(out, *field, &Column::field) != out.end()) {
            return fail(ErrorCode::Malformed, name, "a second column is mapped to " + std::string(nameOf(*field)));
        }
        out.push_back({*field, name, static_cast<std::size_t>(found - names.begin())});
    }
    return out;
}

} // namespace

Result<void> addMapping(ColumnMap& map, std::string_view text)
{
    const std::size_t sign = text.rfind('=');
    if (sign == std::string_view::npos || sign == 0) {
        return fail(ErrorCode::Malformed, std::string(text), "expected column=field, or column= to pass the column over");
    }
    const std::string_view name = text.substr(sign + 1);
    const std::optional<Field> field = enumNamed<Field>(name);
    if (!field && !name.empty()) {
        return fail(ErrorCode::Malformed, std::string(text), "expected one of the fields " + fieldNames());
    }
    if (!map.emplace(text.substr(0, sign), field).second) {
        return fail(ErrorCode::Malformed, std::string(text), "the column is mapped twice");
    }
    return {};
}

std::span<const std::string_view> recognisedNames(Field field)
{
    const auto found = std::ranges::find(kRecognised, field, &Recognised::field);
    const auto end = std::ranges::find(found->names, std::string_view());
    return {found->names.begin(), end};
}

Result<std::vector<Column>> understoodColumns(std::span<const std::string> names, const ColumnMap& map)
{
    auto out = mappedColumns(names, map);
    if (!out) {
        return out;
    }
    std::vector<std::string> plain;
    plain.reserve(names.size());
    for (const std::string& name : names) {
        plain.push_back(map.contains(name) ? std::string() : plainName(name));
    }
    for (const Recognised& known : kRecognised) {
        if (std::ranges::find(*out, known.field, &Column::field) != out->end()) {
            continue;
        }
        for (const std::string_view name : recognisedNames(known.field)) {
            if (const auto found = std::ranges::find(plain, name); found != plain.end()) {
                const auto index = static_cast<std::size_t>(found - plain.begin());
                out->push_back({known.field, names[index], index});
                break;
            }
        }
    }
    std::ranges::sort(*out, {}, &Column::field);
    return out;
}

} // namespace stillgate::history
