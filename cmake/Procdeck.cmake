# How every target of the project is built, and the two functions that make one.

add_library(procdeck_options INTERFACE)
target_include_directories(procdeck_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(procdeck_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    PROCDECK_VERSION="${PROJECT_VERSION}")
target_compile_options(procdeck_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Winvalid-pch)
if(PROCDECK_WERROR)
    target_compile_options(procdeck_options INTERFACE -Werror)
endif()
if(PROCDECK_SANITIZE)
    # g++ 12 sees uninitialized variants that are none, but only in code with sanitizers (GCC bug 105562).
    target_compile_options(procdeck_options INTERFACE -Wno-maybe-uninitialized)
    target_compile_options(procdeck_options INTERFACE -fsanitize=${PROCDECK_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(procdeck_options INTERFACE -fsanitize=${PROCDECK_SANITIZE})
endif()

# Two precompiled headers for everybody: making one costs more than most source files do. What other libraries define
# (QT_NETWORK_LIB, FMT_SHARED …) appears in neither, so one serves targets that differ in those.
if(PROCDECK_PCH)
    file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp.in "// Carries a precompiled header.\n")
    foreach(kind core widgets)
        configure_file(${CMAKE_BINARY_DIR}/pch.cpp.in ${CMAKE_BINARY_DIR}/pch_${kind}.cpp COPYONLY)
        add_library(procdeck_pch_${kind} OBJECT ${CMAKE_BINARY_DIR}/pch_${kind}.cpp)
        set_target_properties(procdeck_pch_${kind} PROPERTIES AUTOMOC OFF)
    endforeach()
    target_link_libraries(procdeck_pch_core PRIVATE procdeck_options Qt6::Core)
    target_precompile_headers(procdeck_pch_core PRIVATE <QtCore> <functional> <memory> <optional> <variant>)
    target_link_libraries(procdeck_pch_widgets PRIVATE procdeck_options Qt6::Widgets)
    target_precompile_headers(procdeck_pch_widgets PRIVATE <QtWidgets> <functional> <memory> <optional> <variant>)
endif()

function(procdeck_pch target)
    if(NOT PROCDECK_PCH)
        return()
    endif()
    get_target_property(libraries ${target} LINK_LIBRARIES)
    if("Qt6::Widgets" IN_LIST libraries)
        target_precompile_headers(${target} REUSE_FROM procdeck_pch_widgets)
    else()
        target_precompile_headers(${target} REUSE_FROM procdeck_pch_core)
    endif()
endfunction()

if(WIN32) # part of every program, though nothing calls it
    add_library(procdeck_plain_regexps OBJECT ${PROJECT_SOURCE_DIR}/backend/types/windows/plainregexps.cpp)
    target_link_libraries(procdeck_plain_regexps PRIVATE procdeck_options Qt6::Core)
endif()

# procdeck_library(name SOURCES … LINKS …): a room, as a static library
function(procdeck_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC procdeck_options Qt6::Core ${arg_LINKS})
    procdeck_pch(${name})
endfunction()

# procdeck_program(name [WINDOWED] SOURCES … LINKS …)
# WINDOWED: Windows opens no console for it.
function(procdeck_program name)
    cmake_parse_arguments(arg "WINDOWED" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE procdeck_options ${arg_LINKS})
    if(WIN32)
        target_link_libraries(${name} PRIVATE procdeck_plain_regexps)
    endif()
    if(WIN32 AND arg_WINDOWED)
        # Qt gives such a program another main(), by a definition that the precompiled headers are made without.
        set_target_properties(${name} PROPERTIES WIN32_EXECUTABLE ON)
    else()
        procdeck_pch(${name})
    endif()
endfunction()

# procdeck_windows_details(name description): icon and version for Windows' Explorer. Nothing elsewhere.
function(procdeck_windows_details program description)
    if(NOT WIN32)
        return()
    endif()
    set(icon ${PROJECT_BINARY_DIR}/resources/procdeck.ico)
    set(details ${CMAKE_CURRENT_BINARY_DIR}/${program}.rc)
    configure_file(${PROJECT_SOURCE_DIR}/resources/windows/details.rc.in ${details} @ONLY)
    set_source_files_properties(${details} PROPERTIES OBJECT_DEPENDS ${icon})
    target_sources(${program} PRIVATE ${details})
    add_dependencies(${program} procdeck_icon)
endfunction()
