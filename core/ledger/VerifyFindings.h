// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <utility>

#include "core/ledger/Verify.h"

namespace stillgate {

/// Collects findings into a report. The first kMostFindings of each check are kept, all are counted.
class Findings {
public:
    Findings(VerifyReport& report, const std::set<VerifyCheck>& off) : m_report(report), m_off(off) {}

    void event(VerifyCheck check, Against against, Sequence sequence, std::string text)
    {
        add({check, against, sequence, {}, std::move(text)});
    }
    void row(VerifyCheck check, Against against, std::string row, std::string text)
    {
        add({check, against, std::nullopt, std::move(row), std::move(text)});
    }
    /// A table that cannot be read to its end.
    void unreadable(std::string_view table, const Error& error)
    {
        row(VerifyCheck::Storage, Against::Authentic, std::string(table), error.text());
    }

private:
    void add(Finding finding)
    {
        if (m_off.contains(finding.check)) {
            return;
        }
        VerifyVerdict& verdict = finding.against == Against::Authentic ? m_report.authentic : m_report.complete;
        verdict = VerifyVerdict::No;
        ++m_report.findingCount;
        if (++m_found[finding.check] <= kMostFindings) {
            m_report.findings.push_back(std::move(finding));
        }
    }

    VerifyReport& m_report;
    const std::set<VerifyCheck>& m_off;
    std::map<VerifyCheck, std::size_t> m_found;
};

/// A table read row by row with one row of look-ahead, for merging it with the events. A table that fails ends, with a finding.
template <typename Row>
class RowCursor {
public:
    RowCursor(std::string_view table, Result<RawRowsPtr<Row>> rows, Findings& findings) : m_table(table), m_findings(findings)
    {
        if (rows) {
            m_rows = std::move(*rows);
            advance();
        } else {
            m_findings.unreadable(m_table, rows.error());
        }
    }

    /// The current row; null at the end.
    [[nodiscard]] const Row* row() const { return m_rows ? &m_row : nullptr; }

    void advance()
    {
        auto more = m_rows->next(m_row);
        if (!more) {
            m_findings.unreadable(m_table, more.error());
        }
        if (!more || !*more) {
            m_rows.reset();
        }
    }

private:
    std::string_view m_table;
    Findings& m_findings;
    RawRowsPtr<Row> m_rows;
    Row m_row{};
};

} // namespace stillgate
