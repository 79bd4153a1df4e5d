// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/VerifyValues.h"

#include "core/ledger/Layout.h"
#include "core/ledger/Sealing.h"

namespace stillgate {

ValueCheck::ValueCheck(RawLedger& ledger, const Secret32& lookupKey, PeopleCheck& people, VerifyReport& report,
                       Findings& findings)
    : m_lookupKey(lookupKey)
    , m_people(people)
    , m_report(report)
    , m_findings(findings)
    , m_boxes("personal", ledger.boxes(), findings)
{
}

void ValueCheck::wrong(Against against, std::string text)
{
    m_findings.event(VerifyCheck::Value, against, m_header->sequence, std::move(text));
}

void ValueCheck::event(const HeaderView& header)
{
    m_header = &header;
    m_fileDigests.clear();
    personsOf(header, m_persons);
    for (std::size_t ordinal = 0; ordinal < m_persons.size(); ++ordinal) {
        valuesOf(m_persons[ordinal], ordinal);
    }
    if (!header.attachments.empty()) {
        attachments(header);
    }
}

void ValueCheck::unexplainedBefore(std::int64_t place)
{
    for (; m_boxes.row() != nullptr && m_boxes.row()->place < place; m_boxes.advance()) {
        m_findings.row(VerifyCheck::Value, Against::Authentic, "personal " + std::to_string(m_boxes.row()->place),
                       "no event commits to these values");
    }
}

void ValueCheck::skip(Sequence sequence)
{
    unexplainedBefore(placeOfPerson(sequence, 0));
    while (m_boxes.row() != nullptr && m_boxes.row()->place < placeOfPerson(sequence + 1, 0)) {
        m_boxes.advance();
    }
}

void ValueCheck::valuesOf(const PersonId& id, std::size_t ordinal)
{
    const std::int64_t place = placeOfPerson(m_header->sequence, ordinal);
    unexplainedBefore(place);
    VerifiedPerson* person = m_people.find(id);
    if (person == nullptr) {
        m_findings.event(VerifyCheck::Person, Against::Complete, m_header->sequence,
                         "there is no key for its person " + id.text());
    } else {
        person->isUsed = true;
    }
    if (m_boxes.row() == nullptr || m_boxes.row()->place != place) {
        wrong(Against::Complete, "its values of " + id.text() + " are missing");
        return;
    }
    const RawBox& row = *m_boxes.row();
    if (person != nullptr && row.person != person->number) {
        wrong(Against::Authentic, "its values stand under another person");
    } else if (person != nullptr) {
        open(id, *person, row.box);
    }
    m_boxes.advance();
}

void ValueCheck::open(const PersonId& id, VerifiedPerson& person, ByteView box)
{
    if (isErased(box)) {
        ++m_report.erasedValues;
        person.lastErased = m_header->sequence;
        if (!person.isErased) {
            wrong(Against::Complete, "its values are gone and their person was not erased");
        }
        return;
    }
    if (person.isErased) {
        wrong(Against::Authentic, "values of the erased person " + id.text() + " are still there");
        return;
    }
    const auto plain = stillgate::open(person.key, box, asBytes(valuesContext(m_header->sequence)));
    if (!plain) {
        wrong(Against::Authentic, "its values do not open");
        return;
    }
    OpeningReader reader(*plain);
    for (const PersonalView& ref : m_header->personal) {
        if (ref.person != id) {
            continue;
        }
        const auto next = reader.next();
        const bool isField = next && *next && (*next)->field == ref.field;
        if (!isField) {
            wrong(Against::Authentic, "the value " + std::string(ref.field) + " is not in its place");
            return;
        }
        const PackedOpening& opening = **next;
        const std::string sequence = sequenceContext(m_header->sequence);
        const auto salt = fixedFrom<Salt>(opening.salt);
        if (!salt || commitment(*salt, ref.context.value_or(sequence), ref.field, opening.value) != ref.commitment) {
            wrong(Against::Authentic, "the value " + std::string(ref.field) + " is not the one the header commits to");
            return;
        }
        opened(person, ref, opening.value);
    }
    if (const auto next = reader.next(); !next || *next) {
        wrong(Against::Authentic, "the header commits to fewer values than there are");
    }
}

void ValueCheck::opened(const VerifiedPerson& person, const PersonalView& ref, std::string_view value)
{
    ++m_report.values;
    if (ref.field == "sender" && m_header->code == "message.received") {
        m_contacts.try_emplace(contactHash(m_lookupKey, value), VerifiedContact{m_header->sequence, person.number});
    } else if (!m_header->attachments.empty() && ref.field.ends_with(".sha256")) {
        if (const auto digest = fixedFromHex<Digest>(value)) {
            m_fileDigests.emplace(ref.field, *digest);
        }
    }
}

void ValueCheck::attachments(const HeaderView& header)
{
    const auto list = parseJson(header.attachments);
    const Json::Array* entries = list ? list->asArray() : nullptr;
    for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
        const Json& entry = (*entries)[i];
        const std::string field = "attachment." + std::to_string(i) + ".sha256";
        const auto id = BlobId::fromText(entry.textAt("blob"));
        const Json* size = entry.find("size");
        const auto ref = std::find_if(header.personal.begin(), header.personal.end(),
                                      [&](const PersonalView& view) { return view.field == field; });
        if (!id || size == nullptr || size->asInteger() == nullptr || ref == header.personal.end()) {
            m_findings.event(VerifyCheck::Attachment, Against::Authentic, header.sequence,
                             "attachment " + std::to_string(i) + " lacks identifier, size or commitment");
            continue;
        }
        VerifiedAttachment attachment{header.sequence, ref->person, *size->asInteger(), std::nullopt};
        if (const auto digest = m_fileDigests.find(field); digest != m_fileDigests.end()) {
            attachment.digest = digest->second;
        }
        if (!m_attachments.emplace(*id, attachment).second) {
            m_findings.event(VerifyCheck::Attachment, Against::Authentic, header.sequence,
                             "attachment " + std::to_string(i) + " is another event's");
        }
    }
}

void ValueCheck::finish()
{
    unexplainedBefore(std::numeric_limits<std::int64_t>::max());
}

} // namespace stillgate
