// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QString>

#include "core/client/Link.h"
#include "core/client/PeopleService.h"
#include "core/client/PersonKeys.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// What the key of the person at this console is worth.
enum class KeyStanding {
    Unread, ///< the orchestrator has not been asked yet
    None,
    Locked, ///< in a file whose passphrase is asked for
    Waiting, ///< no admin has countersigned it
    Enrolled,
    Revoked
};

/// Somebody who works here, in ready words.
struct PersonLine {
    PersonId person;
    QString name;
    QString roles;
    QString state; ///< account and keys
    std::vector<std::string> keys; ///< that are not revoked
    bool isMe = false;
    bool isDisabled = false;

    friend bool operator==(const PersonLine&, const PersonLine&) = default;
};

/// A code to hand on; told once.
struct CodeToHandOn {
    QString words; ///< whom for, and until when
    QString code;

    friend bool operator==(const CodeToHandOn&, const CodeToHandOn&) = default;
};

/// A request that was read, to compare before it is countersigned.
struct RequestToCompare {
    QString person;
    QString fingerprint;

    friend bool operator==(const RequestToCompare&, const RequestToCompare&) = default;
};

/// Everything that the page shows.
struct KeysValues {
    KeyStanding standing = KeyStanding::Unread;
    QString headline;
    QString text;
    QString place; ///< where the key is kept; empty without one
    QString fingerprint;
    QString request; ///< for an admin; while the key waits
    bool canEnrolFirst = false; ///< nobody has a key yet, and this is an admin
    bool canManage = false; ///< an admin: changes people
    bool canCountersign = false; ///< and has a key to do it with
    std::vector<PersonLine> people;
    std::optional<CodeToHandOn> invitation;
    std::optional<RequestToCompare> compare;
    QString done; ///< what the last step did
    QString trouble; ///< what it did not, and why
    bool isBusy = false;

    friend bool operator==(const KeysValues&, const KeysValues&) = default;
};

/// What a page of keys works with; all of it outlives the presenter.
struct KeysParts {
    PersonKeys& keys;
    PeopleService& people;
    Link& link;
    const Formatting& formatting;
    KeptKey kept; ///< of who is signed in
};

/// The key of who is signed in, and for admins everybody's.
class KeysPresenter final : public QObject {
    Q_OBJECT

public:
    explicit KeysPresenter(KeysParts parts, QObject* parent = nullptr);

    [[nodiscard]] const KeysValues& values() const { return m_values; }
    void refresh();

    void makeInKeyring();
    void makeInFile(std::string passphrase, std::string again);
    void unlock(std::string passphrase);
    void enrolFirst();
    void revokeOwn();

    void add(const QString& login, const QString& name, Role role);
    void inviteAnew(const PersonId& person);
    void disable(const PersonId& person);
    void enable(const PersonId& person);
    void endSessions(const PersonId& person);
    void revokeKeys(const PersonId& person);
    void readRequest(const QString& text);
    void countersign();

signals:
    void changed();
    /// There is a key now that was not there before: what signs is made anew with it.
    void keyCame(const stillgate::KeptKey& key);

private:
    void onLink(const LinkStatus& status);
    void showPeople(const std::vector<Colleague>& people);
    void showKey();
    void askRequest();
    [[nodiscard]] bool begin();
    void end(const QString& done, const QString& trouble = {});
    /// Shows what became of a step, and reads everything again.
    template <typename T>
    void finish(const QFuture<Result<T>>& future, const QString& done);
    void takeKey(const Result<KeptKey>& made);
    [[nodiscard]] PersonLine lineOf(const Colleague& person) const;
    [[nodiscard]] QString nameOfPerson(const PersonId& person) const;

    KeysParts m_parts;
    KeysValues m_values;
    LinkState m_link = LinkState::Offline;
    std::vector<Colleague> m_people;
    std::optional<ShownKeyRequest> m_request;
};

} // namespace stillgate
