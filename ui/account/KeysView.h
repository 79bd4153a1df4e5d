// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/account/KeysPresenter.h"

class QVBoxLayout;

namespace stillgate {

class KitButton;
class KitLabel;
class KitLineEdit;
class PeoplePane;

/// The page of keys, devices and people. Escape leaves it. Object names: keysBack, keyHeadline, keyText, keyFingerprint, keyInKeyring,
/// keyInFile, passphraseField, passphraseAgain, keyMakeFile, keyUnlock, keyRequest, keyCopyRequest, keyEnrolFirst, keyRevoke, keysDone,
/// keysTrouble.
class KeysView final : public QWidget {
    Q_OBJECT

public:
    /// The presenter outlives the view.
    explicit KeysView(KeysPresenter& presenter, QWidget* parent = nullptr);

signals:
    void backAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();
    void layOutKey();
    void layOutSteps(QVBoxLayout& key);
    void connectAll();
    void onChanged();
    void showMaking(const KeysValues& values);

    KeysPresenter& m_presenter;
    bool m_wantsFile = false; ///< a key file was chosen, and its passphrase is asked for
    KitButton* m_back;
    QWidget* m_key;
    KitLabel* m_headline;
    KitLabel* m_text;
    KitLabel* m_place;
    KitLabel* m_fingerprintWords;
    KitLabel* m_fingerprint;
    KitButton* m_inKeyring;
    KitButton* m_inFile;
    QWidget* m_passphrases;
    KitLabel* m_passphraseWords;
    KitLineEdit* m_passphrase;
    KitLineEdit* m_again;
    KitButton* m_makeFile;
    KitButton* m_unlock;
    QWidget* m_requestBlock;
    KitLabel* m_request;
    KitButton* m_copyRequest;
    KitButton* m_enrolFirst;
    KitButton* m_revoke;
    KitLabel* m_done;
    KitLabel* m_trouble;
    PeoplePane* m_people;
};

} // namespace stillgate
